/**
 * How Gather learns of orders: hints and polls mark an order, it is read from the shop, and its newest state goes to
 * the projections.
 */
package shop.gather.order.intake;
