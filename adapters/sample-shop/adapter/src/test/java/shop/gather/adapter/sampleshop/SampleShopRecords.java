package shop.gather.adapter.sampleshop;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/**
 * Sums up what the shop itself keeps of an order: whoever pays in another currency than the shop's pays the same number
 * of minor units.
 */
final class SampleShopRecords {

    private SampleShopRecords() {}

    static ShopDriver.Record of(JsonObject order, CurrencyUnit currency) {
        long authorized = 0;
        long captured = 0;
        long refunded = 0;
        int captures = 0;
        int refunds = 0;
        for (JsonObject payment : objects(order.getJsonArray("payments"))) {
            boolean stands = List.of("AUTHORIZED", "CAPTURED").contains(payment.getString("state"));
            authorized += stands ? number(payment, "amount") : 0;
            captured += sum(payment.getJsonArray("captures"));
            captures += payment.getJsonArray("captures").size();
            refunded += sum(payment.getJsonArray("refunds"));
            refunds += payment.getJsonArray("refunds").size();
        }
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        for (JsonObject line : objects(order.getJsonArray("lines"))) {
            if (line.containsKey("variantId")) {
                String variant = line.getString("variantId");
                active.merge(variant, line.getInt("quantity") - line.getInt("cancelledQuantity"), Integer::sum);
                net.merge(variant, Money.ofMinor(currency, number(line, "net")), Money::plus);
            }
        }
        return new ShopDriver.Record(
                "CANCELLED".equals(order.getString("state")),
                Money.ofMinor(currency, authorized),
                Money.ofMinor(currency, captured),
                Money.ofMinor(currency, refunded),
                captures,
                refunds,
                active,
                net);
    }

    /** Why the order was cancelled, and why money was given back. */
    static List<String> reasons(JsonObject order) {
        Stream<String> refunds = objects(order.getJsonArray("payments")).stream()
                .flatMap(payment -> objects(payment.getJsonArray("refunds")).stream())
                .map(refund -> refund.getString("reason", ""));
        return Stream.concat(Stream.of(order.getString("cancelReason", "")), refunds)
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.getValuesAs(JsonValue::asJsonObject);
    }

    private static long sum(JsonArray amounts) {
        return objects(amounts).stream()
                .mapToLong(each -> number(each, "amount"))
                .sum();
    }

    private static long number(JsonObject object, String name) {
        return object.getJsonNumber(name).longValueExact();
    }
}
