package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The stub shop's orders and refunds by REST. Called with the shop's lock held. */
final class StubOrders {

    private static final Set<String> STATUSES =
            Set.of("pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed");

    private final StubShop shop;

    StubOrders(StubShop shop) {
        this.shop = shop;
    }

    StubRest.Reply answer(String method, String[] parts, Map<String, String> query, JsonObject sent) {
        if (parts.length == 1) {
            return method.equals("GET") ? list(query) : create(sent);
        }
        if (!parts[1].matches("\\d+")) {
            return StubRest.Reply.noRoute();
        }
        StubOrder order = shop.orders.get(Long.parseLong(parts[1]));
        if (order == null || order.deleted) {
            return StubRest.Reply.invalidId("shop_order_");
        }
        int decimals = Integer.parseInt(query.getOrDefault("dp", Integer.toString(shop.options.decimals())));
        if (parts.length == 2) {
            if (method.equals("PUT")) {
                return update(order, sent, decimals);
            }
            return StubRest.one(StubJson.order(shop, order, decimals), query);
        }
        if (parts[2].equals("notes")) {
            return notes(method, order, query, sent);
        }
        if (method.equals("DELETE")) {
            return deleteRefund(order, parts, query, decimals);
        }
        return method.equals("POST")
                ? refund(order, sent, decimals)
                : StubRest.list(
                        order.refunds.stream()
                                .map(refund -> StubJson.refund(shop, refund, decimals))
                                .toList(),
                        query);
    }

    private static StubRest.Reply notes(String method, StubOrder order, Map<String, String> query, JsonObject sent) {
        if (method.equals("POST")) {
            order.notes.add(sent.getString("note"));
            return new StubRest.Reply(
                    201, StubJson.note(order, order.notes.size() - 1).toString(), Map.of());
        }
        List<JsonObject> newestFirst = new java.util.ArrayList<>();
        for (int at = order.notes.size() - 1; at >= 0; at--) {
            newestFirst.add(StubJson.note(order, at));
        }
        // Notes come all at once, whatever page is asked for.
        return StubRest.list(newestFirst, Map.of("per_page", "100"));
    }

    private StubRest.Reply deleteRefund(StubOrder order, String[] parts, Map<String, String> query, int decimals) {
        if (!query.getOrDefault("force", "false").equals("true")) {
            return StubRest.Reply.error(
                    501, "woocommerce_rest_trash_not_supported", "Order refunds do not support trashing.");
        }
        return order.refunds.stream()
                .filter(refund -> Long.toString(refund.id()).equals(parts[3]))
                .findFirst()
                .map(refund -> {
                    shop.deleteRefund(order, refund);
                    return StubRest.Reply.ok(StubJson.refund(shop, refund, decimals));
                })
                .orElse(StubRest.Reply.invalidId("order_refund_"));
    }

    /**
     * A header against doing it twice would change nothing: two calls make two orders. A coupon that is refused leaves
     * a draft.
     */
    private StubRest.Reply create(JsonObject sent) {
        StubShop.Customer nobody = new StubShop.Customer(0, "guest@example.test", "", shop.now());
        StubOrder order =
                shop.open(shop.customers.getOrDefault((long) sent.getInt("customer_id", 0), nobody), quantities(sent));
        if (sent.containsKey("coupon_lines")) {
            String email = sent.getJsonObject("billing").getString("email");
            for (JsonObject line : sent.getJsonArray("coupon_lines").getValuesAs(JsonObject.class)) {
                String code = line.getString("code");
                String refusal = shop.refusal(code);
                StubShop.Coupon coupon = shop.coupon(code);
                if (refusal == null && !coupon.emails.isEmpty() && !coupon.emails.contains(email)) {
                    refusal = "Please enter a valid email to use coupon code.";
                }
                if (refusal != null) {
                    return StubRest.Reply.error(400, "woocommerce_rest_invalid_coupon", refusal);
                }
                order.coupons.put(coupon.code, BigDecimal.ZERO);
            }
        }
        shop.total(order);
        order.meta.putAll(meta(sent));
        String status = sent.getBoolean("set_paid", false) ? "processing" : sent.getString("status", "pending");
        if (sent.containsKey("payment_method") && !status.equals("pending")) {
            shop.place(order, sent.getString("payment_method"), status);
            order.transaction = sent.getString("transaction_id", order.transaction);
        } else {
            shop.setStatus(order, status);
        }
        return new StubRest.Reply(
                201, StubJson.order(shop, order, shop.options.decimals()).toString(), Map.of());
    }

    /** By the id of the product or, where it has them, its variation. */
    private static Map<Long, Integer> quantities(JsonObject sent) {
        if (!sent.containsKey("line_items")) {
            return Map.of(12L, 1);
        }
        Map<Long, Integer> quantities = new HashMap<>();
        for (JsonObject item : sent.getJsonArray("line_items").getValuesAs(JsonObject.class)) {
            int variation = item.getInt("variation_id", 0);
            quantities.put((long) (variation == 0 ? item.getInt("product_id") : variation), item.getInt("quantity"));
        }
        return quantities;
    }

    private StubRest.Reply list(Map<String, String> query) {
        // "any" is what a search may find: everything but the bin.
        Predicate<StubOrder> wanted = order -> !order.deleted && !order.status.equals("trash");
        if (query.containsKey("customer")) {
            long customer = Long.parseLong(query.get("customer"));
            wanted = wanted.and(order -> order.customer == customer);
        }
        if (query.containsKey("include")) {
            List<String> included = List.of(query.get("include").split(","));
            wanted = wanted.and(order -> included.contains(Long.toString(order.id)));
        }
        wanted = wanted.and(bound(query, "after", order -> order.created, true))
                .and(bound(query, "before", order -> order.created, false))
                .and(bound(query, "modified_after", order -> order.modified, true))
                .and(bound(query, "modified_before", order -> order.modified, false));
        Comparator<StubOrder> byId = Comparator.comparing(order -> order.id);
        Comparator<StubOrder> sorted =
                switch (query.getOrDefault("orderby", "date")) {
                    case "modified" ->
                        Comparator.comparing((StubOrder order) -> order.modified)
                                .thenComparing(byId);
                    case "id" -> byId;
                    default ->
                        Comparator.comparing((StubOrder order) -> order.created).thenComparing(byId);
                };
        if (query.getOrDefault("order", "desc").equals("desc")) {
            sorted = sorted.reversed();
        }
        int decimals = Integer.parseInt(query.getOrDefault("dp", Integer.toString(shop.options.decimals())));
        List<JsonObject> found = shop.allOrders().stream()
                .filter(wanted)
                .sorted(sorted)
                .map(order -> StubJson.order(shop, order, decimals))
                .toList();
        return StubRest.list(found, query);
    }

    /** Without {@code dates_are_gmt} a moment is one of the site's own time; the moment itself is left out. */
    private Predicate<StubOrder> bound(
            Map<String, String> query, String name, Function<StubOrder, Instant> stamp, boolean after) {
        if (!query.containsKey(name)) {
            return order -> true;
        }
        boolean gmt = query.getOrDefault("dates_are_gmt", "false").equals("true");
        Instant limit = LocalDateTime.parse(query.get(name)).toInstant(gmt ? ZoneOffset.UTC : shop.options.offset());
        return order ->
                after ? stamp.apply(order).isAfter(limit) : stamp.apply(order).isBefore(limit);
    }

    private StubRest.Reply update(StubOrder order, JsonObject sent, int decimals) {
        String status = sent.getString("status", order.status);
        if (!STATUSES.contains(status)) {
            return StubRest.Reply.error(400, "rest_invalid_param", "Invalid parameter(s): status");
        }
        order.meta.putAll(meta(sent));
        shop.setStatus(order, status);
        return StubRest.Reply.ok(StubJson.order(shop, order, decimals));
    }

    private StubRest.Reply refund(StubOrder order, JsonObject sent, int decimals) {
        Map<Long, StubOrder.RefundedItem> items = new HashMap<>();
        if (sent.containsKey("line_items")) {
            sent.getJsonArray("line_items")
                    .getValuesAs(JsonObject.class)
                    .forEach(item -> items.put(
                            item.getJsonNumber("id").longValue(),
                            new StubOrder.RefundedItem(
                                    item.getInt("quantity"),
                                    item.getJsonNumber("refund_total").bigDecimalValue(),
                                    BigDecimal.ZERO)));
        }
        try {
            StubOrder.Refund refund = shop.refund(
                    order,
                    new BigDecimal(sent.getString("amount")),
                    sent.getString("reason", ""),
                    sent.getBoolean("api_refund", true),
                    sent.getBoolean("api_restock", true),
                    items,
                    meta(sent));
            return new StubRest.Reply(
                    201, StubJson.refund(shop, refund, decimals).toString(), Map.of());
        } catch (IllegalArgumentException refused) {
            return new StubRest.Reply(
                    500,
                    jakarta.json.Json.createObjectBuilder()
                            .add("code", "woocommerce_rest_cannot_create_order_refund")
                            .add("message", refused.getMessage())
                            .add("data", 500)
                            .build()
                            .toString(),
                    Map.of());
        }
    }

    static Map<String, String> meta(JsonObject sent) {
        Map<String, String> meta = new HashMap<>();
        if (sent.containsKey("meta_data")) {
            sent.getJsonArray("meta_data")
                    .getValuesAs(JsonObject.class)
                    .forEach(entry -> meta.put(entry.getString("key"), ((JsonString) entry.get("value")).getString()));
        }
        return meta;
    }
}
