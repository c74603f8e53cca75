/**
 * Order intake: a hint or a poll marks an order, Gather reads it from the shop and passes its newest state to the
 * projections.
 */
package shop.gather.order.intake;
