package shop.gather.adapter.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.Catalog;
import shop.gather.spi.CustomerSessions;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.Customers;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders;
import shop.gather.spi.VariantSnapshot;

/**
 * The read operations. The contract requires the shop to report each change at least once, so windows need not overlap
 * here.
 */
final class Reads implements Catalog, Customers, CustomerSessions, Orders {

    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_CURSOR = 1000;
    private static final int MOST_ORDERS = 100;

    private static final int LOOKED_UP_AT_ONCE = 50;

    private final ContractApi api;
    private final boolean lookups;

    /** @param lookups whether the shop can return several orders with one request */
    Reads(ContractApi api, boolean lookups) {
        this.api = api;
        this.lookups = lookups;
    }

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        return Ids.isId(variantId) ? api.find("/variants/" + variantId).map(Snapshots::variant) : Optional.empty();
    }

    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        JsonObject found = api.get("/variants?text=" + Urls.encoded(text) + "&limit=" + limit);
        return Fields.objects(found, "variants").stream()
                .limit(limit)
                .map(Snapshots::variant)
                .toList();
    }

    @Override
    public Optional<CustomerSnapshot> customer(String customerId) {
        return Ids.isId(customerId) ? api.find("/customers/" + customerId).map(Snapshots::customer) : Optional.empty();
    }

    @Override
    public Optional<CustomerSnapshot> whoIs(String shopToken) {
        if (shopToken.isBlank() || shopToken.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        JsonObject question = JsonText.object().add("token", shopToken).build();
        return api.find("/session-lookups", question).map(Snapshots::customer);
    }

    @Override
    public Optional<OrderSnapshot> order(String orderId) {
        if (!Ids.isId(orderId)) {
            return Optional.empty();
        }
        Optional<OrderSnapshot> order = api.find("/orders/" + orderId).map(Snapshots::order);
        if (order.isPresent() && !order.get().orderId().equals(orderId)) {
            throw Fields.unreadable("orderId", "is of another order than was asked for");
        }
        return order;
    }

    @Override
    public int ordersAtOnce() {
        return lookups ? LOOKED_UP_AT_ONCE : 1;
    }

    @Override
    public List<OrderSnapshot> orders(List<String> orderIds) {
        List<String> known = orderIds.stream().filter(Ids::isId).toList();
        if (!lookups || known.isEmpty()) {
            return Orders.super.orders(known);
        }
        JsonArrayBuilder ids = JsonText.array();
        known.forEach(ids::add);
        JsonObject question = JsonText.object().add("orderIds", ids).build();
        return api.find("/order-lookups", question)
                .map(found -> Fields.objects(found, "orders").stream()
                        .map(Snapshots::order)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Changes changedSince(Optional<String> cursor, int limit) {
        String from = cursor.map(text -> "cursor=" + Urls.encoded(text) + "&").orElse("");
        JsonObject page = api.get("/changed-orders?" + from + "limit=" + limit);
        String next = Fields.text(page, "cursor");
        List<String> orderIds = Fields.ids(page, "orderIds");
        if (next.isEmpty() || next.length() > LONGEST_CURSOR || orderIds.size() > limit) {
            throw Fields.unreadable("cursor", "or the number of orderIds is not as the contract says");
        }
        return new Changes(orderIds, next, Fields.flag(page, "more"));
    }

    @Override
    public List<String> placedBy(String customerId, Instant since) {
        if (!Ids.isId(customerId)) {
            return List.of();
        }
        JsonObject found =
                api.get("/orders?customerId=" + customerId + "&placedSince=" + Urls.encoded(since.toString()));
        return Fields.ids(found, "orderIds").stream().limit(MOST_ORDERS).toList();
    }
}
