package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What somebody takes to the checkout of a sample shop, of any shape. Each call adds to it. Not thread-safe. */
public final class SampleShopCart {

    private final JsonArrayBuilder lines = Json.createArrayBuilder();
    private final JsonArrayBuilder codes = Json.createArrayBuilder();
    private final JsonArrayBuilder adjustments = Json.createArrayBuilder();
    private final JsonObjectBuilder metadata = Json.createObjectBuilder();
    private final JsonObjectBuilder cart = Json.createObjectBuilder();

    /** One more line; an article may be on several. The offered price goes to the first ones. */
    public SampleShopCart line(String variantId, int quantity) {
        lines.add(Json.createObjectBuilder().add("variantId", variantId).add("quantity", quantity));
        return this;
    }

    /** The code of a coupon or an admission. */
    public SampleShopCart code(String code) {
        codes.add(code);
        return this;
    }

    /** A fee or a discount on the whole order, which the owner has made before. */
    public SampleShopCart adjustment(String code) {
        adjustments.add(code);
        return this;
    }

    public SampleShopCart metadata(String key, String value) {
        metadata.add(key, value);
        return this;
    }

    /** Paid in another currency than the shop's, at the same numbers of minor units. */
    public SampleShopCart in(String currency) {
        cart.add("currency", currency);
        return this;
    }

    /** Uses up this gift card before anything else. */
    public SampleShopCart giftCard(String code) {
        cart.add("giftCard", code);
        return this;
    }

    /** Uses the customer's credit. */
    public SampleShopCart storeCredit() {
        cart.add("storeCredit", true);
        return this;
    }

    /** @param payment of the rest: authorize, pay-now, decline, pending or cash-on-delivery */
    public SampleShopCart paid(String payment) {
        cart.add("payment", payment);
        return this;
    }

    JsonObject json() {
        return cart.add("lines", lines)
                .add("couponCodes", codes)
                .add("adjustments", adjustments)
                .add("metadata", metadata)
                .build();
    }
}
