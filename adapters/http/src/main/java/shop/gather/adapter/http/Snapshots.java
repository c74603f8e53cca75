package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Fulfilment;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.VariantSnapshot;

/** Converts the shop's answers to snapshots. */
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
                Fields.optionalText(order, "buyerEmailHash"),
                Fields.instant(order, "placedAt"),
                Fields.constant(order, "state", OrderSnapshot.State.class),
                fulfilment(order),
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

    private static Fulfilment fulfilment(JsonObject order) {
        return Fields.optionalObject(order, "fulfilment")
                .map(told -> new Fulfilment(
                        Fields.constant(told, "stage", Fulfilment.Stage.class),
                        Fields.optionalInstant(told, "sentAt"),
                        Fields.optionalInstant(told, "deliveredAt")))
                .orElse(Fulfilment.NOT_SENT);
    }

    private static OrderSnapshot.Line line(JsonObject line, CurrencyUnit currency) {
        BigDecimal quantity = Fields.quantity(line, "quantity");
        BigDecimal cancelled = Fields.quantity(line, "cancelledQuantity");
        if (quantity.signum() == 0 || cancelled.compareTo(quantity) > 0) {
            throw Fields.unreadable("cancelledQuantity", "must be 0 to quantity, and quantity above 0");
        }
        LineKind kind = Fields.optionalConstant(line, "kind", LineKind.class).orElse(LineKind.ARTICLE);
        boolean discount = kind == LineKind.DISCOUNT;
        return new OrderSnapshot.Line(
                Fields.id(line, "lineId"),
                Fields.optionalId(line, "variantId"),
                kind,
                quantity,
                cancelled,
                discount ? Fields.signedMoney(line, "net", currency) : Fields.money(line, "net", currency),
                discount ? Fields.signedMoney(line, "tax", currency) : Fields.money(line, "tax", currency));
    }

    private static OrderSnapshot.Payment payment(JsonObject payment, CurrencyUnit currency) {
        Money amount = Fields.money(payment, "amount", currency);
        Money captured = Fields.money(payment, "captured", currency);
        return new OrderSnapshot.Payment(
                Fields.id(payment, "paymentId"),
                Fields.text(payment, "method"),
                Fields.optionalConstant(payment, "kind", PaymentKind.class).orElse(PaymentKind.MONEY),
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
                                Fields.id(line, "lineId"),
                                Fields.money(line, "amount", currency),
                                Fields.optionalMoney(line, "tax", currency)))
                        .toList(),
                Fields.optionalMoney(refund, "shipping", currency).orElse(Money.zero(currency)));
    }

    private static Map<String, String> metadata(JsonObject metadata) {
        return metadata.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Fields.string(entry.getValue(), "metadata")));
    }
}
