package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.SentQuantities;
import shop.gather.spi.OrderSnapshot.Fulfilment;

/** Derives the fulfilment of an order. Goods handed over without a shipment count as sent when they were delivered. */
final class Fulfilments {

    private Fulfilments() {}

    static Fulfilment of(PlacedOrder order) {
        Optional<Instant> deliveredAt = last(order.now(), "delivered_at");
        return SentQuantities.fulfilment(
                order.lines().stream()
                        .map(line -> quantities(order.now(), line))
                        .toList(),
                last(order.now(), "shipped_at").or(() -> deliveredAt),
                deliveredAt);
    }

    private static SentQuantities quantities(JsonObject order, PlacedOrder.Line line) {
        Optional<JsonObject> detail = Fields.objects(order, "items").stream()
                .filter(item -> Fields.has(item, "id", line.lineId()))
                .findFirst()
                .flatMap(item -> Fields.optionalObject(item, "detail"));
        BigDecimal delivered = quantity(detail, "delivered_quantity");
        return new SentQuantities(
                line.active(), quantity(detail, "shipped_quantity").max(delivered), delivered);
    }

    private static BigDecimal quantity(Optional<JsonObject> detail, String name) {
        return detail.map(known -> PlacedOrder.amount(known, name)).orElse(BigDecimal.ZERO);
    }

    private static Optional<Instant> last(JsonObject order, String field) {
        return Fields.objects(order, "fulfillments").stream()
                .filter(one -> Fields.optionalInstant(one, "canceled_at").isEmpty())
                .flatMap(one -> Fields.optionalInstant(one, field).stream())
                .max(Comparator.naturalOrder());
    }
}
