package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;

/** Reads orders. */
final class WooOrders implements Orders {

    /** An order has about 5 kB. */
    private static final int MOST_ORDERS = 50;

    private final RestApi api;
    private final OrderReader reader;
    private final ChangeFeed feed;
    private final Runnable beforePolling;

    /**
     * @param beforePolling is done whenever changes after a place are asked for, and not when a shop is only tried;
     *     never throws
     */
    WooOrders(RestApi api, OrderReader reader, Runnable beforePolling) {
        this.api = api;
        this.reader = reader;
        this.feed = new ChangeFeed(api, RestApi.PAGE);
        this.beforePolling = beforePolling;
    }

    @Override
    public Optional<OrderSnapshot> order(String orderId) {
        return reader.placed(orderId).map(reader::snapshot);
    }

    @Override
    public int ordersAtOnce() {
        return MOST_ORDERS;
    }

    @Override
    public List<OrderSnapshot> orders(List<String> orderIds) {
        return reader.placed(orderIds).stream().map(reader::snapshot).toList();
    }

    @Override
    public Changes changedSince(Optional<String> cursor, int limit) {
        if (cursor.isPresent()) {
            beforePolling.run();
        }
        return feed.read(cursor, limit);
    }

    @Override
    public List<String> placedBy(String customerId, Instant since) {
        // Customer 0 would be every guest.
        if (!VariantId.isId(customerId)) {
            return List.of();
        }
        // "after" leaves the moment itself out, and orders are stamped with whole seconds.
        Instant after = since.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        return api
                .list(
                        "orders",
                        Map.of(
                                "customer", customerId,
                                "after", ChangeFeed.stamp(after),
                                "dates_are_gmt", "true",
                                "orderby", "date",
                                "order", "desc",
                                "per_page", "100",
                                "_fields", "id,status,customer_id,date_created_gmt"))
                .stream()
                .filter(PlacedOrder::isPlaced)
                .filter(order -> WooFields.optionalId(order, "customer_id").equals(Optional.of(customerId)))
                .filter(order -> !placedAt(order).isBefore(since))
                .sorted(Comparator.comparing(WooOrders::placedAt)
                        .thenComparing(order -> Long.parseLong(WooFields.id(order, "id")))
                        .reversed())
                .map(order -> WooFields.id(order, "id"))
                .toList();
    }

    private static Instant placedAt(JsonObject order) {
        return WooFields.instant(order, "date_created_gmt");
    }
}
