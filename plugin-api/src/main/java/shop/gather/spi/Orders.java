package shop.gather.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the shop's orders and their changes.
 *
 * @since 1.0
 */
public interface Orders {

    /**
     * The current state of one placed order, read consistently; empty only if the shop says that it does not exist.
     *
     * @throws ShopException if the shop cannot be read
     */
    Optional<OrderSnapshot> order(String orderId);

    /**
     * How many orders {@link #orders} can read at about the cost of one; 1 if it has no advantage over {@link #order}.
     * Constant while connected.
     *
     * @since 2.0
     */
    default int ordersAtOnce() {
        return 1;
    }

    /**
     * The current state of several placed orders, each as {@link #order} would return it. Called when many orders wait
     * to be read. Orders may be missing from the result: Gather calls {@link #order} for each of them, and for all
     * orders if this call fails. Only {@link #order} can say that an order does not exist.
     *
     * @param orderIds 2 to {@link #ordersAtOnce} different ids
     * @throws ShopException if the shop, or one of the orders, cannot be read
     * @since 2.0
     */
    default List<OrderSnapshot> orders(List<String> orderIds) {
        return orderIds.stream().flatMap(orderId -> order(orderId).stream()).toList();
    }

    /**
     * Ids of orders placed, paid, refunded or otherwise changed since the cursor, at least once each. The adapter
     * overlaps its windows and includes changes that do not update the shop's own time stamp of the order.
     *
     * @param cursor the cursor returned by the last call; empty to start now by the shop's clock, without history
     * @param limit the maximum number of ids, 1 to 500
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
     * @param cursor opaque, at most 1,000 characters, to be passed to the next call
     * @param more whether an immediate next call would return more
     */
    record Changes(List<String> orderIds, String cursor, boolean more) {
        public Changes {
            orderIds = List.copyOf(orderIds);
        }
    }
}
