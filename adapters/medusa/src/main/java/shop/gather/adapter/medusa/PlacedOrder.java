package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * An order in Medusa: its current state and its first version. Each change of an order creates a version that no longer
 * contains cancelled lines; the first version has the ordered lines and their prices.
 *
 * @param now with all payments and credit lines
 * @param first the same while nothing was changed
 */
record PlacedOrder(JsonObject now, JsonObject first) {

    /** The reference that Gather writes on the credit line of a cancelled line; its reference id is the line's. */
    static final String LINE_CREDIT = "gather-line";

    /** One line; amounts as first charged. */
    record Line(
            String lineId,
            Optional<String> variantId,
            BigDecimal quantity,
            BigDecimal active,
            BigDecimal fulfilled,
            Money gross,
            Money tax) {
        boolean isOver() {
            return active.signum() == 0;
        }
    }

    String id() {
        return Fields.text(now, "id");
    }

    CurrencyUnit currency() {
        return Fields.currency(now, "currency_code");
    }

    boolean isCanceled() {
        return Fields.text(now, "status").equals("canceled");
    }

    /** Whether nothing of it is to be delivered any more, for whatever reason. */
    boolean isOver() {
        return isCanceled() || lines().stream().allMatch(Line::isOver);
    }

    Money shipping() {
        return Amounts.money(currency(), amount(first, "shipping_total"));
    }

    /** All lines that were ever ordered. */
    List<Line> lines() {
        List<JsonObject> items = items();
        List<BigDecimal> totals =
                items.stream().map(item -> amount(item, "total")).toList();
        BigDecimal sum = totals.stream().reduce(amount(first, "shipping_total"), BigDecimal::add);
        List<Money> gross =
                Amounts.rounded(totals, Amounts.money(currency(), sum).minus(shipping()));
        Map<String, JsonObject> current = new HashMap<>();
        Fields.objects(now, "items").forEach(item -> current.put(Fields.text(item, "id"), item));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            lines.add(line(
                    items.get(i), Optional.ofNullable(current.get(Fields.text(items.get(i), "id"))), gross.get(i)));
        }
        return lines;
    }

    /**
     * Those of the first version, and what a person added since; by id, since Medusa tells them in any order and cents
     * are divided by it.
     */
    private List<JsonObject> items() {
        List<JsonObject> ordered = Fields.objects(first, "items");
        List<String> known =
                ordered.stream().map(item -> Fields.text(item, "id")).toList();
        Stream<JsonObject> added =
                Fields.objects(now, "items").stream().filter(item -> !known.contains(Fields.text(item, "id")));
        return Stream.concat(ordered.stream(), added)
                .filter(item -> quantity(item).signum() > 0)
                .sorted(Comparator.comparing(item -> Fields.text(item, "id")))
                .toList();
    }

    private Line line(JsonObject item, Optional<JsonObject> current, Money gross) {
        String lineId = Fields.text(item, "id");
        BigDecimal quantity = quantity(item);
        boolean cancelled = isCanceled() || credit(LINE_CREDIT, lineId).isPresent();
        BigDecimal active = cancelled
                ? BigDecimal.ZERO
                : quantity.min(current.map(PlacedOrder::quantity).orElse(BigDecimal.ZERO));
        BigDecimal fulfilled = current.flatMap(found -> Fields.optionalObject(found, "detail"))
                .map(detail -> amount(detail, "fulfilled_quantity"))
                .orElse(BigDecimal.ZERO);
        return new Line(
                lineId,
                Fields.optionalText(item, "variant_id"),
                quantity,
                active,
                fulfilled,
                gross,
                Amounts.money(currency(), amount(item, "tax_total")));
    }

    Optional<JsonObject> credit(String reference, String referenceId) {
        return Fields.objects(now, "credit_lines").stream()
                .filter(line ->
                        Fields.has(line, "reference", reference) && Fields.has(line, "reference_id", referenceId))
                .findFirst();
    }

    /** The order's current total less the amount paid and not refunded; negative if the shop owes the buyer. */
    Money pending() {
        JsonObject summary = Fields.object(now, "summary");
        return Amounts.money(currency(), Fields.decimal(summary, "pending_difference"));
    }

    List<MedusaPayment> payments() {
        return Fields.objects(now, "payment_collections").stream()
                .flatMap(collection -> Fields.objects(collection, "payments").stream())
                .map(payment -> new MedusaPayment(payment, currency()))
                .sorted(Comparator.comparing(MedusaPayment::createdAt).thenComparing(MedusaPayment::id))
                .toList();
    }

    Optional<MedusaPayment> payment(String paymentId) {
        return payments().stream()
                .filter(payment -> payment.id().equals(paymentId))
                .findFirst();
    }

    /** The amount captured and not refunded. */
    Money left() {
        return payments().stream().map(MedusaPayment::left).reduce(Money.zero(currency()), Money::plus);
    }

    /** Whether a payment is authorized and nothing of it was taken. */
    boolean isAuthorized() {
        return payments().stream().anyMatch(payment -> payment.state() == PaymentState.AUTHORIZED);
    }

    private static BigDecimal quantity(JsonObject item) {
        return amount(item, "quantity");
    }

    static BigDecimal amount(JsonObject object, String name) {
        return Fields.optionalDecimal(object, name).orElse(BigDecimal.ZERO);
    }
}
