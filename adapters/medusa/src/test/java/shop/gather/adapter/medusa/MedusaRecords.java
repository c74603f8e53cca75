package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver.Record;

/**
 * What Medusa and the test shop's payment provider wrote down of an order. Amounts taken and given back are the
 * provider's own. Of a line that Medusa keeps no stock for any more, nothing can be delivered: it would refuse.
 */
final class MedusaRecords {

    private static final String FIELDS =
            "?fields=id,status,version,total,item_total,*items,*items.detail,*items.tax_lines,*items.adjustments,"
                    + "*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds";

    private final MedusaServer server;
    private final MedusaSession owner;

    MedusaRecords(MedusaServer server, MedusaSession owner) {
        this.server = server;
        this.owner = owner;
    }

    Record of(String orderId) {
        JsonObject order = order(orderId, "");
        List<JsonObject> payments = payments(order);
        boolean canceled = order.getString("status").equals("canceled");
        Map<String, Integer> active = new HashMap<>();
        for (JsonObject item : objects(order, "items")) {
            if (!canceled) {
                active.merge(item.getString("variant_id"), deliverable(item), Integer::sum);
            }
        }
        Map<String, Money> net = new HashMap<>();
        for (JsonObject item : objects(order(orderId, "&version=1"), "items")) {
            net.merge(
                    item.getString("variant_id"),
                    server.money(number(item, "total").subtract(number(item, "tax_total"))),
                    Money::plus);
        }
        return new Record(
                canceled || active.values().stream().allMatch(quantity -> quantity == 0),
                sum(payments, payment -> isOpen(payment) ? number(payment, "amount") : BigDecimal.ZERO),
                sum(payments, payment -> number(payment.getJsonObject("data"), "taken")),
                sum(payments, payment -> number(payment.getJsonObject("data"), "returned")),
                payments.stream()
                        .mapToInt(payment -> objects(payment, "captures").size())
                        .sum(),
                payments.stream()
                        .mapToInt(payment -> objects(payment, "refunds").size())
                        .sum(),
                active,
                net);
    }

    private int deliverable(JsonObject item) {
        int reserved =
                objects(owner.get("/admin/reservations?line_item_id=" + item.getString("id")), "reservations").stream()
                        .mapToInt(reservation -> reservation.getInt("quantity"))
                        .sum();
        return Math.min(
                item.getInt("quantity"), reserved + item.getJsonObject("detail").getInt("fulfilled_quantity"));
    }

    JsonObject onlyPayment(String orderId) {
        return payments(order(orderId, "")).get(0);
    }

    JsonObject order(String orderId, String more) {
        return owner.get("/admin/orders/" + orderId + FIELDS + more).getJsonObject("order");
    }

    private static boolean isOpen(JsonObject payment) {
        return objects(payment, "captures").isEmpty() && payment.get("canceled_at") == JsonValue.NULL;
    }

    private static List<JsonObject> payments(JsonObject order) {
        return objects(order, "payment_collections").stream()
                .flatMap(collection -> objects(collection, "payments").stream())
                .toList();
    }

    private Money sum(List<JsonObject> payments, Function<JsonObject, BigDecimal> amount) {
        return server.money(payments.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    static BigDecimal number(JsonObject object, String name) {
        return object.getJsonNumber(name).bigDecimalValue();
    }

    private static List<JsonObject> objects(JsonObject object, String name) {
        return object.getJsonArray(name).stream().map(JsonValue::asJsonObject).toList();
    }
}
