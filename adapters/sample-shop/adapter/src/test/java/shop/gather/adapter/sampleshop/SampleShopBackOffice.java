package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import org.joda.money.Money;

/**
 * What the owner does by hand in the sample shop, beyond what every shop's driver can. Lines and payments are counted
 * from 0. Thread-safe.
 */
public final class SampleShopBackOffice {

    private final SampleShopCalls calls;
    private final String ownerKey;

    SampleShopBackOffice(SampleShopCalls calls, String ownerKey) {
        this.calls = calls;
        this.ownerKey = ownerKey;
    }

    /** Makes a fee on whole orders, or with a negative amount a discount. */
    public void adjustment(String code, Money amount) {
        put(
                "/admin/adjustments/" + code,
                Json.createObjectBuilder().add("title", code).add("amount", amount.getAmountMinorLong()));
    }

    /** Sells one more variant of a product. */
    public void variant(String id, String productId, Money listed) {
        put(
                "/admin/variants/" + id,
                Json.createObjectBuilder()
                        .add("productId", productId)
                        .add("title", id)
                        .add("price", listed.getAmountMinorLong())
                        .add("stock", 1000));
    }

    public void giftCard(String code, Money balance) {
        put("/admin/gift-cards/" + code, Json.createObjectBuilder().add("balance", balance.getAmountMinorLong()));
    }

    public void storeCredit(String customerId, Money amount) {
        post(
                "/admin/customers/" + customerId + "/credits",
                Json.createObjectBuilder().add("amount", amount.getAmountMinorLong()));
    }

    /** A pending payment was made or declined: authorize, pay-now or decline. */
    public void settles(String orderId, int payment, String outcome) {
        put(
                "/admin/orders/" + orderId + "/payments/" + paymentId(orderId, payment) + "/outcome",
                Json.createObjectBuilder().add("outcome", outcome));
    }

    /** Captures a payment up to a total; the rest stays authorized. */
    public void captures(String orderId, int payment, Money total) {
        captures(orderId, payment, total, Json.createObjectBuilder());
    }

    /** The same, and the rest of the authorization is let go. */
    public void capturesFinally(String orderId, int payment, Money total) {
        captures(orderId, payment, total, Json.createObjectBuilder().add("last", true));
    }

    /** Captures a payment with a tip of the buyer's beyond the price. */
    public void capturesWithTip(String orderId, int payment, Money total, Money tip) {
        captures(orderId, payment, total, Json.createObjectBuilder().add("tip", tip.getAmountMinorLong()));
    }

    private void captures(String orderId, int payment, Money total, JsonObjectBuilder request) {
        post(
                "/admin/orders/" + orderId + "/captures",
                request.add("paymentId", paymentId(orderId, payment)).add("total", total.getAmountMinorLong()));
    }

    /** Gives the shipping back. */
    public void refundsShipping(String orderId, Money amount) {
        refunds(
                orderId,
                Json.createObjectBuilder()
                        .add("amount", amount.getAmountMinorLong())
                        .add("shipping", amount.getAmountMinorLong()));
    }

    /** Gives an amount for a line back. */
    public void refundsLine(String orderId, int line, Money amount) {
        refunds(orderId, line, amount, Json.createObjectBuilder());
    }

    /** Gives the tax of a line back, and nothing else. */
    public void refundsTax(String orderId, int line, Money tax) {
        refunds(orderId, line, tax, Json.createObjectBuilder().add("tax", tax.getAmountMinorLong()));
    }

    private void refunds(String orderId, int line, Money amount, JsonObjectBuilder part) {
        JsonArrayBuilder lines = Json.createArrayBuilder()
                .add(part.add("lineId", lineId(orderId, line)).add("amount", amount.getAmountMinorLong()));
        refunds(
                orderId,
                Json.createObjectBuilder()
                        .add("amount", amount.getAmountMinorLong())
                        .add("lines", lines));
    }

    private void refunds(String orderId, JsonObjectBuilder request) {
        post(
                "/admin/orders/" + orderId + "/refunds",
                request.add("paymentId", paymentId(orderId, 0)).add("reason", "The owner's decision"));
    }

    /** A cancelled order stands again. */
    public void restores(String orderId) {
        post("/admin/orders/" + orderId + "/restoration", Json.createObjectBuilder());
    }

    /** A line becomes another article at the same price. */
    public void exchanges(String orderId, int line, String variantId) {
        article(orderId, line, Json.createObjectBuilder().add("variantId", variantId));
    }

    /** A line becomes an item without an article, as where the product is deleted. */
    public void exchangesForCustomItem(String orderId, int line, String title) {
        article(orderId, line, Json.createObjectBuilder().add("title", title));
    }

    private void article(String orderId, int line, JsonObjectBuilder article) {
        put("/admin/orders/" + orderId + "/lines/" + lineId(orderId, line) + "/article", article);
    }

    /** As the shop keeps it. */
    public JsonObject order(String orderId) {
        return calls.get("/admin/orders/" + orderId, ownerKey);
    }

    public JsonObject line(String orderId, int line) {
        return objects(orderId, "lines").get(line);
    }

    public JsonObject payment(String orderId, int payment) {
        return objects(orderId, "payments").get(payment);
    }

    private String lineId(String orderId, int line) {
        return line(orderId, line).getString("lineId");
    }

    private String paymentId(String orderId, int payment) {
        return payment(orderId, payment).getString("paymentId");
    }

    private List<JsonObject> objects(String orderId, String name) {
        return order(orderId).getJsonArray(name).getValuesAs(JsonValue::asJsonObject);
    }

    private void put(String path, JsonObjectBuilder body) {
        calls.put(path, ownerKey, body.build());
    }

    private void post(String path, JsonObjectBuilder body) {
        calls.post(path, ownerKey, body.build());
    }
}
