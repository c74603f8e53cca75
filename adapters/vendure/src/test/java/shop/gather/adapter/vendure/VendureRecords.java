package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver.Record;

/** What Vendure and the test shop's payment provider wrote down of an order. */
final class VendureRecords {

    private static final String ORDER = """
            query($id: ID!) { order(id: $id) { id state
              lines { quantity proratedLinePrice productVariant { id } }
              payments { id state amount metadata refunds { state total } } } }""";

    private static final String REASONS = """
            query($id: ID!) { order(id: $id) { payments { refunds { reason } }
              history(options: {filter: {type: {in: ["ORDER_CANCELLATION"]}}}) { items { data } } } }""";

    private final VendureServer server;
    private final VendureSession owner;

    VendureRecords(VendureServer server, VendureSession owner) {
        this.server = server;
        this.owner = owner;
    }

    Record of(String orderId) {
        JsonObject order = order(orderId);
        List<JsonObject> payments = objects(order, "payments");
        List<JsonObject> refunds = payments.stream()
                .flatMap(payment -> objects(payment, "refunds").stream())
                .filter(refund -> refund.getString("state").equals("Settled"))
                .toList();
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        for (JsonObject line : objects(order, "lines")) {
            String variant = line.getJsonObject("productVariant").getString("id");
            active.merge(variant, line.getInt("quantity"), Integer::sum);
            net.merge(variant, server.money(line.getInt("proratedLinePrice")), Money::plus);
        }
        return new Record(
                order.getString("state").equals("Cancelled"),
                sum(payments, "Authorized", "amount"),
                sum(payments, "Settled", "amount"),
                sum(refunds, "Settled", "total"),
                payments.stream()
                        .mapToInt(payment -> payment.getJsonObject("metadata").getInt("captures", 0))
                        .sum(),
                refunds.size(),
                active,
                net);
    }

    String capturedPayment(String orderId) {
        return objects(order(orderId), "payments").stream()
                .filter(payment -> payment.getString("state").equals("Settled"))
                .map(payment -> payment.getString("id"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing was captured of order " + orderId));
    }

    /** Why the order was cancelled, and why money was given back. */
    List<String> reasons(String orderId) {
        JsonObject order =
                owner.send(REASONS, Map.of("id", VendureDriver.text(orderId))).getJsonObject("order");
        Stream<String> cancellations = objects(order.getJsonObject("history"), "items").stream()
                .map(entry -> entry.getJsonObject("data").getString("reason", ""));
        Stream<String> refunds = objects(order, "payments").stream()
                .flatMap(payment -> objects(payment, "refunds").stream())
                .map(refund -> refund.getString("reason", ""));
        return Stream.concat(cancellations, refunds).toList();
    }

    private JsonObject order(String orderId) {
        return owner.send(ORDER, Map.of("id", VendureDriver.text(orderId))).getJsonObject("order");
    }

    private Money sum(List<JsonObject> parts, String state, String amount) {
        return server.money(parts.stream()
                .filter(part -> part.getString("state").equals(state))
                .mapToLong(part -> part.getInt(amount))
                .sum());
    }

    private static List<JsonObject> objects(JsonObject object, String name) {
        return object.getJsonArray(name).stream().map(JsonValue::asJsonObject).toList();
    }
}
