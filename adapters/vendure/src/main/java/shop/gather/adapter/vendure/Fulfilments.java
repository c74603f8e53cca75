package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.SentQuantities;
import shop.gather.spi.OrderSnapshot.Fulfilment;

/**
 * Derives the fulfilment of an order. Vendure stores when a fulfilment was created and when it last changed: the first
 * counts as the time of sending, the second, for a delivered one, as the time of delivery.
 */
final class Fulfilments {

    private static final String DELIVERED = "Delivered";
    private static final Set<String> SENT = Set.of("Shipped", DELIVERED);

    private Fulfilments() {}

    static Fulfilment of(JsonObject order) {
        List<JsonObject> all = Fields.objects(order, "fulfillments");
        List<JsonObject> sent = all.stream()
                .filter(one -> SENT.contains(Fields.text(one, "state")))
                .toList();
        List<JsonObject> delivered = all.stream()
                .filter(one -> Fields.text(one, "state").equals(DELIVERED))
                .toList();
        List<SentQuantities> lines = Fields.objects(order, "lines").stream()
                .map(line -> new SentQuantities(
                        BigDecimal.valueOf(Fields.number(line, "quantity")),
                        quantity(sent, line),
                        quantity(delivered, line)))
                .toList();
        return SentQuantities.fulfilment(lines, last(sent, "createdAt"), last(delivered, "updatedAt"));
    }

    private static BigDecimal quantity(List<JsonObject> fulfilments, JsonObject line) {
        String lineId = Fields.text(line, "id");
        return BigDecimal.valueOf(fulfilments.stream()
                .flatMap(one -> Fields.objects(one, "lines").stream())
                .filter(part -> Fields.text(part, "orderLineId").equals(lineId))
                .mapToLong(part -> Fields.number(part, "quantity"))
                .sum());
    }

    private static Optional<Instant> last(List<JsonObject> fulfilments, String field) {
        return fulfilments.stream().map(one -> Fields.instant(one, field)).max(Comparator.naturalOrder());
    }
}
