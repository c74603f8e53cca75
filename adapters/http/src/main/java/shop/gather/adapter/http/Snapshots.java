package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.VariantSnapshot;

/** Makes snapshots of what the shop answers. */
final class Snapshots {

    private Snapshots() {}

    static VariantSnapshot variant(JsonObject variant) {
        return new VariantSnapshot(
                Fields.id(variant, "variantId"),
                Fields.id(variant, "productId"),
                Fields.text(variant, "title"),
                Fields.text(variant, "sku"),
                Fields.money(variant, "price"),
                Fields.optionalNumber(variant, "stock").map(OptionalInt::of).orElse(OptionalInt.empty()),
                Fields.flag(variant, "available"));
    }

    static CustomerSnapshot customer(JsonObject customer) {
        return new CustomerSnapshot(
                Fields.id(customer, "customerId"),
                Fields.text(customer, "displayName"),
                Fields.optionalText(customer, "email"),
                Fields.optionalInstant(customer, "registeredAt"));
    }

    static OrderSnapshot order(JsonObject order) {
        CurrencyUnit currency = Fields.currency(Fields.text(order, "currency"), "currency");
        return new OrderSnapshot(
                Fields.id(order, "orderId"),
                Fields.text(order, "number"),
                Fields.optionalId(order, "customerId"),
                Fields.instant(order, "placedAt"),
                Fields.constant(order, "state", OrderSnapshot.State.class),
                currency,
                Fields.objects(order, "lines").stream()
                        .map(line -> line(line, currency))
                        .toList(),
                Fields.money(order, "shipping", currency),
                Fields.objects(order, "payments").stream()
                        .map(payment -> payment(payment, currency))
                        .toList(),
                new HashSet<>(Fields.texts(order, "couponCodes")),
                metadata(Fields.object(order, "metadata")));
    }

    private static OrderSnapshot.Line line(JsonObject line, CurrencyUnit currency) {
        int quantity = Fields.number(line, "quantity");
        int cancelled = Fields.number(line, "cancelledQuantity");
        if (quantity < 1 || cancelled < 0 || cancelled > quantity) {
            throw Fields.unreadable("cancelledQuantity", "must be 0 to quantity, and quantity at least 1");
        }
        return new OrderSnapshot.Line(
                Fields.id(line, "lineId"),
                Fields.id(line, "variantId"),
                quantity,
                cancelled,
                Fields.money(line, "net", currency),
                Fields.money(line, "tax", currency));
    }

    private static OrderSnapshot.Payment payment(JsonObject payment, CurrencyUnit currency) {
        Money amount = Fields.money(payment, "amount", currency);
        Money captured = Fields.money(payment, "captured", currency);
        if (captured.isGreaterThan(amount)) {
            throw Fields.unreadable("captured", "is more than the payment's amount");
        }
        return new OrderSnapshot.Payment(
                Fields.id(payment, "paymentId"),
                Fields.text(payment, "method"),
                Fields.constant(payment, "state", OrderSnapshot.PaymentState.class),
                amount,
                captured,
                Fields.optionalInstant(payment, "paidAt"),
                Fields.optionalInstant(payment, "captureBefore"),
                Fields.objects(payment, "refunds").stream()
                        .map(refund -> refund(refund, currency))
                        .toList());
    }

    private static OrderSnapshot.Refund refund(JsonObject refund, CurrencyUnit currency) {
        List<JsonObject> lines = refund.containsKey("lines") ? Fields.objects(refund, "lines") : List.of();
        return new OrderSnapshot.Refund(
                Fields.id(refund, "refundId"),
                Fields.optionalText(refund, "key").flatMap(Keys.REFUND::original),
                Fields.money(refund, "amount", currency),
                Fields.flag(refund, "settled"),
                Fields.instant(refund, "at"),
                lines.stream()
                        .map(line -> new OrderSnapshot.RefundLine(
                                Fields.id(line, "lineId"), Fields.money(line, "amount", currency)))
                        .toList());
    }

    private static Map<String, String> metadata(JsonObject metadata) {
        return metadata.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Fields.string(entry.getValue(), "metadata")));
    }
}
