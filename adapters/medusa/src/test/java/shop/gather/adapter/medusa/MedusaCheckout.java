package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.TreeMap;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopProperties;

/**
 * One walk through Medusa's checkout, as a storefront does it. It asks only for what it needs of each answer: by
 * default Medusa reads the whole cart again each time.
 */
final class MedusaCheckout {

    /** The test shop's payment provider; a running shop needs one that understands the same {@code outcome}. */
    private static final String PROVIDER = ShopProperties.find("shop.payment").orElse("pp_gateway_test");

    private final MedusaServer server;
    private final MedusaSession visitor;

    MedusaCheckout(MedusaServer server, MedusaSession visitor) {
        this.server = server;
        this.visitor = visitor;
    }

    /** Null if the payment was declined: then Medusa leaves a cart. */
    PlacedOrder complete(Checkout checkout) {
        String cart = fill(checkout);
        pay(cart, Json.createObjectBuilder().add("outcome", outcome(checkout.payment())));
        return place(cart, checkout.payment() == Payment.DECLINED);
    }

    /** A cart with everything but the payment. */
    String fill(Checkout checkout) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        new TreeMap<>(checkout.quantities())
                .forEach((variant, quantity) -> items.add(
                        Json.createObjectBuilder().add("variant_id", variant).add("quantity", quantity)));
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        checkout.metadata().forEach(metadata::add);
        String cart = visitor.post(
                        "/store/carts?fields=id",
                        Json.createObjectBuilder()
                                .add("region_id", server.seeded().getString("region"))
                                .add("items", items)
                                .add("shipping_address", address())
                                .add("billing_address", address())
                                .add("metadata", metadata))
                .getJsonObject("cart")
                .getString("id");
        if (checkout.redemption() == Redemption.COUPON_CODE) {
            // A code that is not valid any more leaves the buyer with the ordinary price.
            visitor.send(
                    "POST",
                    "/store/carts/" + cart + "/promotions?fields=id",
                    Json.createObjectBuilder()
                            .add("promo_codes", Json.createArrayBuilder().add(checkout.admission())));
        }
        visitor.post(
                "/store/carts/" + cart + "/shipping-methods?fields=id",
                Json.createObjectBuilder().add("option_id", server.seeded().getString("shippingOption")));
        return cart;
    }

    private static JsonObjectBuilder address() {
        return Json.createObjectBuilder()
                .add("first_name", "A")
                .add("last_name", "Buyer")
                .add("address_1", "Main Street 1")
                .add("city", "Berlin")
                .add("postal_code", "10115")
                .add("country_code", "de");
    }

    /** @param data how the test shop's payment provider shall behave */
    void pay(String cart, JsonObjectBuilder data) {
        String collection = visitor.post(
                        "/store/payment-collections?fields=id",
                        Json.createObjectBuilder().add("cart_id", cart))
                .getJsonObject("payment_collection")
                .getString("id");
        visitor.post(
                "/store/payment-collections/" + collection + "/payment-sessions?fields=id",
                Json.createObjectBuilder().add("provider_id", PROVIDER).add("data", data));
    }

    PlacedOrder place(String cart, boolean declined) {
        MedusaSession.Answer answer =
                visitor.send("POST", "/store/carts/" + cart + "/complete", Json.createObjectBuilder());
        if (answer.status() == 200 && answer.body().getString("type").equals("order") && !declined) {
            JsonObject order = answer.body().getJsonObject("order");
            return new PlacedOrder(
                    order.getString("id"),
                    order.getJsonNumber("display_id").toString(),
                    server.money(order.getJsonNumber("total").bigDecimalValue()));
        }
        if (declined && !answer.body().getString("type", "").equals("order")) {
            return null;
        }
        throw new IllegalStateException("the checkout ended with " + answer);
    }

    private static String outcome(Payment payment) {
        return switch (payment) {
            case AUTHORIZE -> "authorize";
            case AT_ONCE -> "at-once";
            case DECLINED -> "decline";
        };
    }
}
