package ${package};

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/**
 * Converts the shop's answers to snapshots. Amounts stay exact: decimal text becomes minor units, never a floating
 * number.
 */
final class Snapshots {

    private Snapshots() {}

    /** Reads an answer; an invalid one is reported as BAD_ANSWER. */
    static <S> S of(JsonObject said, Function<JsonObject, S> reading) {
        try {
            return reading.apply(said);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | ArithmeticException
                | DateTimeException | JsonException unlikeTheShop) {
            throw new ShopException(ShopError.BAD_ANSWER, "the shop's answer cannot be understood", unlikeTheShop);
        }
    }

    static VariantSnapshot variant(JsonObject variant) {
        return of(variant, said -> new VariantSnapshot(
                Fields.text(said, "variantId"),
                Fields.text(said, "productId"),
                Fields.text(said, "title"),
                Fields.text(said, "sku"),
                money(said, "price"),
                said.get("stock") instanceof JsonNumber stock ? OptionalInt.of(stock.intValueExact()) : OptionalInt.empty(),
                Fields.flag(said, "available")));
    }

    static CustomerSnapshot customer(JsonObject customer) {
        return of(customer, said -> new CustomerSnapshot(
                Fields.text(said, "customerId"),
                Fields.text(said, "displayName"),
                Fields.optionalText(said, "email"),
                Fields.optionalInstant(said, "registeredAt")));
    }

    static OrderSnapshot order(JsonObject order) {
        return of(order, said -> new OrderSnapshot(
                Fields.text(said, "orderId"),
                Fields.text(said, "number"),
                Fields.optionalText(said, "customerId"),
                // For a shop that returns the address itself: Fields.optionalText(said, "email").map(EmailHash::of)
                Fields.optionalText(said, "buyerEmailHash"),
                Fields.instant(said, "placedAt"),
                OrderSnapshot.State.valueOf(Fields.text(said, "state")),
                Fields.optionalObject(said, "fulfilment").map(Snapshots::fulfilment).orElse(OrderSnapshot.Fulfilment.NOT_SENT),
                Fields.currency(said, "currency"),
                Fields.list(said, "lines").stream().map(Snapshots::line).toList(),
                money(said, "shipping"),
                Fields.list(said, "payments").stream().map(Snapshots::payment).toList(),
                new HashSet<>(Fields.texts(said, "couponCodes")),
                Fields.object(said, "metadata").entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((JsonString) entry.getValue()).getString()))));
    }

    private static OrderSnapshot.Fulfilment fulfilment(JsonObject fulfilment) {
        return new OrderSnapshot.Fulfilment(
                OrderSnapshot.Fulfilment.Stage.valueOf(Fields.text(fulfilment, "stage")),
                Fields.optionalInstant(fulfilment, "sentAt"),
                Fields.optionalInstant(fulfilment, "deliveredAt"));
    }

    /** Discounts and fees on the whole order are lines too, with a kind and without a variant. */
    private static OrderSnapshot.Line line(JsonObject line) {
        return new OrderSnapshot.Line(
                Fields.text(line, "lineId"),
                Fields.optionalText(line, "variantId"),
                OrderSnapshot.LineKind.valueOf(Fields.optionalText(line, "kind").orElse("ARTICLE")),
                Fields.decimal(line, "quantity"),
                Fields.decimal(line, "cancelledQuantity"),
                money(line, "net"),
                money(line, "tax"));
    }

    /** A gift card or store credit that was spent is a payment of that kind: no money came in with it. */
    private static OrderSnapshot.Payment payment(JsonObject payment) {
        return new OrderSnapshot.Payment(
                Fields.text(payment, "paymentId"),
                Fields.text(payment, "method"),
                OrderSnapshot.PaymentKind.valueOf(Fields.optionalText(payment, "kind").orElse("MONEY")),
                OrderSnapshot.PaymentState.valueOf(Fields.text(payment, "state")),
                money(payment, "amount"),
                money(payment, "captured"),
                Fields.optionalInstant(payment, "paidAt"),
                Fields.optionalInstant(payment, "captureBefore"),
                Fields.list(payment, "refunds").stream().map(Snapshots::refund).toList());
    }

    /** A shop that tells what of a refund is for shipping, or is tax, uses the records' constructors for it. */
    private static OrderSnapshot.Refund refund(JsonObject refund) {
        return OrderSnapshot.Refund.of(
                Fields.text(refund, "refundId"),
                Fields.optionalText(refund, "key"),
                money(refund, "amount"),
                Fields.flag(refund, "settled"),
                Fields.instant(refund, "at"),
                Fields.list(refund, "lines").stream()
                        .map(line -> OrderSnapshot.RefundLine.of(Fields.text(line, "lineId"), money(line, "amount")))
                        .toList());
    }

    private static Money money(JsonObject object, String name) {
        JsonObject money = Fields.object(object, name);
        return Money.of(Fields.currency(money, "currency"), Fields.decimal(money, "amount"));
    }
}
