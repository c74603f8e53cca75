package shop.gather.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was bought.
 *
 * @since 1.0
 */
public interface Orders {

    /**
     * One placed order as it is now, read consistently; empty only if the shop says that it does not exist.
     *
     * @throws ShopException if the shop cannot be read
     */
    Optional<OrderSnapshot> order(String orderId);

    /**
     * How many orders {@link #orders} reads with about the effort of one; 1 where it has none over {@link #order}.
     * Constant while connected.
     *
     * @since 2.0
     */
    default int ordersAtOnce() {
        return 1;
    }

    /**
     * Several placed orders as they are now, each as {@link #order} would answer it. Called when many orders wait. Only
     * {@link #order} says that an order does not exist: Gather asks it for each order that is missing here, and for all
     * of them if this call fails.
     *
     * @param orderIds 2 to {@link #ordersAtOnce} different ids
     * @throws ShopException if the shop, or one of the orders, cannot be read
     * @since 2.0
     */
    default List<OrderSnapshot> orders(List<String> orderIds) {
        return orderIds.stream().flatMap(orderId -> order(orderId).stream()).toList();
    }

    /**
     * Ids of orders placed, paid, refunded or otherwise changed since the cursor, at least once each: the adapter
     * overlaps its windows and covers changes that do not move the shop's own time stamp of the order.
     *
     * @param cursor what the last call returned; empty to start now by the shop's clock, without history
     * @param limit how many ids at most, 1 to 500
     * @throws ShopException if the shop cannot be read; {@link ShopError#BAD_ANSWER} or
     *     {@link ShopError#MISCONFIGURED}, with a message that says "cursor", if it is no cursor of this shop
     */
    Changes changedSince(Optional<String> cursor, int limit);

    /**
     * Ids of the orders that a customer placed at or after an instant, newest first, at most 100; none for a customer
     * that the shop does not know.
     *
     * @throws ShopException if the shop cannot be read
     */
    List<String> placedBy(String customerId, Instant since);

    /**
     * @param cursor opaque, at most 1,000 characters, to be handed to the next call
     * @param more whether another call at once would return more
     */
    record Changes(List<String> orderIds, String cursor, boolean more) {
        public Changes {
            orderIds = List.copyOf(orderIds);
        }
    }
}
