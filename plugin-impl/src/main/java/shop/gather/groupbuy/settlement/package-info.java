/** Settlement of orders: the places that an order pays for, captures, cancellations, refunds and rebates. */
package shop.gather.groupbuy.settlement;
