package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;

/** Reads orders. */
final class VendureOrders implements Orders {

    private static final int MOST_ORDERS = 25;

    private static final String PLACED_BY = """
            query($id: ID!, $after: DateTime!) { customer(id: $id) { orders(options: {take: 100, sort: {orderPlacedAt: DESC, id: DESC},
              filter: {orderPlacedAt: {after: $after}}}) { items { id type } } } }""";

    private final AdminApi api;
    private final OrderReader reader;
    private final ChangeFeed feed;

    VendureOrders(AdminApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
        this.feed = new ChangeFeed(api, ChangeFeed.PAGE);
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
        // Vendure knows only "after"; its shops keep no finer time than milliseconds.
        String after = since.minusMillis(1).toString();
        Optional<JsonObject> customer = api.callExisting(
                        PLACED_BY, AdminApi.variables().add("id", customerId).add("after", after))
                .flatMap(data -> Fields.optionalObject(data, "customer"));
        return customer.map(found -> Fields.objects(Fields.object(found, "orders"), "items")).orElse(List.of()).stream()
                .filter(order -> !ChangeFeed.isPartOfAnother(order))
                .map(order -> Fields.text(order, "id"))
                .toList();
    }
}
