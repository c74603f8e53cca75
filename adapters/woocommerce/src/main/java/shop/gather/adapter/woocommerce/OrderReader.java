package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;

/** Reads orders with their refunds and converts them to snapshots. */
final class OrderReader {

    /**
     * WooCommerce stores net amounts and taxes with more decimals than it charges; with fewer decimals requested it
     * would round each separately.
     */
    private static final Map<String, String> PRECISE = Map.of("dp", "6");

    private static final int MOST_REFUNDS = 1_000;
    private static final int ATTEMPTS = 3;

    private final RestApi api;

    OrderReader(RestApi api) {
        this.api = api;
    }

    /** Empty if the shop says that it has no such order, or if it was never placed. */
    Optional<PlacedOrder> placed(String orderId) {
        if (!VariantId.isId(orderId)) {
            return Optional.empty();
        }
        Optional<PlacedOrder> read = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<JsonObject> order = api.find("orders/" + orderId, PRECISE).filter(PlacedOrder::isPlaced);
            if (order.isEmpty()) {
                return Optional.empty();
            }
            Set<String> known = ids(Fields.objects(order.get(), "refunds"));
            List<JsonObject> refunds =
                    known.isEmpty() ? List.of() : api.all("orders/" + orderId + "/refunds", PRECISE, MOST_REFUNDS);
            read = Optional.of(new PlacedOrder(order.get(), refunds));
            if (known.equals(ids(refunds))) {
                return read;
            }
            // A refund was added between the two reads: the status may have changed with it.
        }
        return read;
    }

    /**
     * The placed orders without refunds. An order with refunds needs separate reads, because its refunds are read
     * between two reads of the order.
     */
    List<PlacedOrder> placed(List<String> orderIds) {
        List<String> known = orderIds.stream().filter(VariantId::isId).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        Map<String, String> asked = new HashMap<>(PRECISE);
        asked.put("include", String.join(",", known));
        asked.put("per_page", Integer.toString(RestApi.PAGE));
        return api.list("orders", asked).stream()
                .filter(PlacedOrder::isPlaced)
                .filter(order -> Fields.objects(order, "refunds").isEmpty())
                .map(order -> new PlacedOrder(order, List.of()))
                .toList();
    }

    private static Set<String> ids(List<JsonObject> refunds) {
        return refunds.stream().map(refund -> WooFields.id(refund, "id")).collect(Collectors.toSet());
    }

    OrderSnapshot snapshot(PlacedOrder placed) {
        JsonObject order = placed.order();
        OrderLines lines = OrderLines.of(placed);
        return new OrderSnapshot(
                placed.id(),
                Fields.text(order, "number"),
                WooFields.optionalId(order, "customer_id"),
                Fields.optionalObject(order, "billing")
                        .flatMap(billing -> Fields.optionalText(billing, "email"))
                        .filter(email -> !email.isBlank())
                        .map(EmailHash::of),
                WooFields.instant(order, "date_created_gmt"),
                placed.isCancelled() ? OrderSnapshot.State.CANCELLED : OrderSnapshot.State.OPEN,
                placed.fulfilment(),
                placed.currency(),
                lines.all(),
                lines.shipping(),
                new OrderPayments(placed).with(lines.giftCards()),
                Fields.objects(order, "coupon_lines").stream()
                        .map(coupon -> Fields.text(coupon, "code"))
                        .collect(Collectors.toSet()),
                metadata(order));
    }

    private static Map<String, String> metadata(JsonObject order) {
        Map<String, String> metadata = new HashMap<>();
        for (String key : List.of(OrderMetadata.CLICK, OrderMetadata.PARTICIPATION)) {
            WooFields.meta(order, key).ifPresent(value -> metadata.put(key, value));
        }
        return metadata;
    }
}
