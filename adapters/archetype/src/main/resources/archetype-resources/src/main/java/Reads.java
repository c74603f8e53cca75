package ${package};

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.VariantSnapshot;

/** The read operations. */
final class Reads implements Catalog, Customers, Orders {

    private final ShopApi api;

    Reads(ShopApi api) {
        this.api = api;
    }

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        return api.find("/variants/" + Urls.encoded(variantId)).map(Snapshots::variant);
    }

    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        JsonObject found = api.get("/variants?text=" + Urls.encoded(text) + "&limit=" + limit);
        return Snapshots.of(found, said -> said.getJsonArray("variants").getValuesAs(JsonObject.class).stream()
                .map(Snapshots::variant)
                .toList());
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        return api.find("/customers/" + Urls.encoded(customerId)).map(Snapshots::customer);
    }

    @Override
    public Optional<OrderSnapshot> order(String orderId) {
        return api.find("/orders/" + Urls.encoded(orderId)).map(Snapshots::order);
    }

    @Override
    public int ordersAtOnce() {
        return 50;
    }

    /** The shop leaves out what it does not have: Gather asks for that alone. */
    @Override
    public List<OrderSnapshot> orders(List<String> orderIds) {
        JsonObject found = api.ask("/order-lookups", JsonText.object().add("orderIds", Json.createArrayBuilder(orderIds)));
        return Snapshots.of(found, said -> Fields.list(said, "orders").stream().map(Snapshots::order).toList());
    }

    /**
     * This shop numbers its changes, and the number is the cursor. A shop that only has time stamps needs more:
     * overlapping windows, and repeated reads for changes that do not update them (often refunds).
     */
    @Override
    public Changes changedSince(Optional<String> cursor, int limit) {
        String from = cursor.map(text -> "cursor=" + Urls.encoded(text) + "&").orElse("");
        JsonObject page = api.page("/changed-orders?" + from + "limit=" + limit, cursor.orElse(""));
        return Snapshots.of(
                page,
                said -> new Changes(
                        said.getJsonArray("orderIds").getValuesAs(JsonString::getString),
                        said.getString("cursor"),
                        said.getBoolean("more")));
    }

    @Override
    public List<String> placedBy(String customerId, Instant since) {
        JsonObject found = api.get(
                "/orders?customerId=" + Urls.encoded(customerId) + "&placedSince=" + Urls.encoded(since.toString()));
        return Snapshots.of(found, said -> said.getJsonArray("orderIds").getValuesAs(JsonString::getString));
    }
}
