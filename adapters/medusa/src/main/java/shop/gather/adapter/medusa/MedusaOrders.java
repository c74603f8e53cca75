package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reads orders. */
final class MedusaOrders implements Orders {

    /** Medusa computes the totals of each order: a larger page would exceed the time-out. */
    private static final int MOST_ORDERS = 10;

    private final MedusaApi api;
    private final OrderReader reader;
    private final ChangeFeed feed;

    MedusaOrders(MedusaApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
        this.feed = new ChangeFeed(api);
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
        return feed.read(cursor, limit);
    }

    @Override
    public List<String> placedBy(String customerId, Instant since) {
        if (customerId.isBlank()) {
            return List.of();
        }
        Query query = Query.fields("id,customer_id,created_at")
                .and("created_at[$gte]", since.toString())
                .and("order", "-created_at")
                .and("limit", 100);
        List<JsonObject> orders = Filtered.list(api, "orders", query, "customer_id", customerId);
        if (!orders.stream().allMatch(order -> isFrom(order, since))) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop ignores that only recent orders were asked for");
        }
        return orders.stream().map(order -> Fields.text(order, "id")).toList();
    }

    private static boolean isFrom(JsonObject order, Instant since) {
        return !Fields.instant(order, "created_at").isBefore(since.truncatedTo(ChronoUnit.MILLIS));
    }
}
