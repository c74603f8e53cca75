package shop.gather.groupbuy.settlement;

import shop.gather.order.intake.OrderRead;

/**
 * An order was read that has, or had, a place in a campaign which a leader resells. Fired in the transaction that applies
 * the read, after the places were updated; {@link TeamOrders} knows its lines.
 */
public record ResoldOrder(OrderRead read) {}
