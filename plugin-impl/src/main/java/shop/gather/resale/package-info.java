/** Help-sell: leaders offer campaigns in their own communities, and earn their mark-ups. */
package shop.gather.resale;
