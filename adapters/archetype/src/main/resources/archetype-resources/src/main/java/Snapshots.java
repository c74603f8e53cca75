package ${package};

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CustomerSnapshot;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** Makes snapshots of what the shop says. Amounts stay exact: decimal text becomes minor units, never a floating number. */
final class Snapshots {

    private Snapshots() {}

    /** Reads an answer; one that is not as it should be is the shop's fault, and told as such. */
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
                said.getString("variantId"),
                said.getString("productId"),
                said.getString("title"),
                said.getString("sku"),
                money(said, "price"),
                said.get("stock") instanceof JsonNumber stock ? OptionalInt.of(stock.intValueExact()) : OptionalInt.empty(),
                said.getBoolean("available")));
    }

    static CustomerSnapshot customer(JsonObject customer) {
        return of(customer, said -> new CustomerSnapshot(
                said.getString("customerId"), said.getString("displayName"), text(said, "email"), instant(said, "registeredAt")));
    }

    static OrderSnapshot order(JsonObject order) {
        return of(order, said -> new OrderSnapshot(
                said.getString("orderId"),
                said.getString("number"),
                text(said, "customerId"),
                Instant.parse(said.getString("placedAt")),
                OrderSnapshot.State.valueOf(said.getString("state")),
                CurrencyUnit.of(said.getString("currency")),
                objects(said, "lines").stream().map(Snapshots::line).toList(),
                money(said, "shipping"),
                objects(said, "payments").stream().map(Snapshots::payment).toList(),
                new HashSet<>(said.getJsonArray("couponCodes").getValuesAs(JsonString::getString)),
                said.getJsonObject("metadata").entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((JsonString) entry.getValue()).getString()))));
    }

    private static OrderSnapshot.Line line(JsonObject line) {
        return new OrderSnapshot.Line(
                line.getString("lineId"),
                text(line, "variantId"),
                OrderSnapshot.LineKind.valueOf(text(line, "kind").orElse("ARTICLE")),
                line.getJsonNumber("quantity").bigDecimalValue(),
                line.getJsonNumber("cancelledQuantity").bigDecimalValue(),
                money(line, "net"),
                money(line, "tax"));
    }

    private static OrderSnapshot.Payment payment(JsonObject payment) {
        return new OrderSnapshot.Payment(
                payment.getString("paymentId"),
                payment.getString("method"),
                OrderSnapshot.PaymentKind.valueOf(text(payment, "kind").orElse("MONEY")),
                OrderSnapshot.PaymentState.valueOf(payment.getString("state")),
                money(payment, "amount"),
                money(payment, "captured"),
                instant(payment, "paidAt"),
                instant(payment, "captureBefore"),
                objects(payment, "refunds").stream().map(Snapshots::refund).toList());
    }

    private static OrderSnapshot.Refund refund(JsonObject refund) {
        return OrderSnapshot.Refund.of(
                refund.getString("refundId"),
                text(refund, "key"),
                money(refund, "amount"),
                refund.getBoolean("settled"),
                Instant.parse(refund.getString("at")),
                objects(refund, "lines").stream()
                        .map(line -> OrderSnapshot.RefundLine.of(line.getString("lineId"), money(line, "amount")))
                        .toList());
    }

    private static Money money(JsonObject object, String name) {
        JsonObject money = object.getJsonObject(name);
        return Money.of(CurrencyUnit.of(money.getString("currency")), new BigDecimal(money.getString("amount")));
    }

    private static List<JsonObject> objects(JsonObject object, String name) {
        return object.getJsonArray(name).getValuesAs(JsonObject.class);
    }

    private static Optional<String> text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).getString());
    }

    private static Optional<Instant> instant(JsonObject object, String name) {
        return text(object, name).map(Instant::parse);
    }
}
