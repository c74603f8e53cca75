/** Opens the payment of presales: by the owner, or by the rule of the terms. */
package shop.gather.groupbuy.presale.opening;
