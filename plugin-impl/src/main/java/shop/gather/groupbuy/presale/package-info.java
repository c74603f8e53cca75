/** Presales: buyers reserve places, and pay when the payment is opened. */
package shop.gather.groupbuy.presale;
