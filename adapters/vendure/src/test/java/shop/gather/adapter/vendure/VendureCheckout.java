package shop.gather.adapter.vendure;

import static shop.gather.adapter.vendure.VendureDriver.text;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopProperties;

/** One walk through Vendure's checkout, as a storefront does it. */
final class VendureCheckout {

    private static final String CART = "{ activeOrder { id code state couponCodes totalWithTax } }";
    private static final String EMPTY = "mutation { removeAllOrderLines { __typename } }";
    private static final String DROP_COUPON =
            "mutation($code: String!) { removeCouponCode(couponCode: $code) { __typename } }";
    private static final String ADD = """
            mutation($variant: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $variant, quantity: $quantity) {
              __typename ... on ErrorResult { message } } }""";
    private static final String ADD_WITH_TOKEN = """
            mutation($variant: ID!, $quantity: Int!, $token: String) { addItemToOrder(productVariantId: $variant, quantity: $quantity,
              customFields: {gather_price_token: $token}) { __typename ... on ErrorResult { message } } }""";
    private static final String COUPON =
            "mutation($code: String!) { applyCouponCode(couponCode: $code) { __typename ... on ErrorResult { message } } }";
    private static final String FIELDS = """
            mutation($fields: UpdateOrderCustomFieldsInput) { setOrderCustomFields(input: {customFields: $fields}) {
              __typename ... on ErrorResult { message } } }""";
    private static final String ADDRESS = """
            mutation { setOrderShippingAddress(input: {fullName: "A Buyer", streetLine1: "Main Street 1", city: "Berlin", postalCode: "10115",
              countryCode: "DE"}) { __typename ... on ErrorResult { message } } }""";
    private static final String METHODS = "{ eligibleShippingMethods { id name } }";
    private static final String METHOD =
            "mutation($id: ID!) { setOrderShippingMethod(shippingMethodId: [$id]) { __typename ... on ErrorResult { message } } }";
    private static final String STATE = """
            mutation($state: String!) { transitionOrderToState(state: $state) { __typename
              ... on OrderStateTransitionError { message transitionError } } }""";
    private static final String PAY = """
            mutation($method: String!, $metadata: JSON!) { addPaymentToOrder(input: {method: $method, metadata: $metadata}) {
              __typename ... on ErrorResult { message } } }""";

    /** How the shop's own methods are called; a running shop may call them otherwise. */
    private static final String SHIPPING = ShopProperties.find("shop.shipping").orElse("Standard Shipping");

    private static final String AUTHORIZES =
            ShopProperties.find("shop.payment.authorizes").orElse("pay-authorize");
    private static final String TAKES =
            ShopProperties.find("shop.payment.takes").orElse("pay-now");

    private final VendureServer server;
    private final VendureSession visitor;

    VendureCheckout(VendureServer server, VendureSession visitor) {
        this.server = server;
        this.visitor = visitor;
    }

    PlacedOrder complete(Checkout checkout) {
        fill(checkout);
        JsonObject cart = arrange();
        pay(checkout.payment(), JsonValue.EMPTY_JSON_OBJECT);
        return placed(cart);
    }

    /** Up to where only the payment is missing. */
    JsonObject arrange() {
        deliver();
        proceed();
        return cart();
    }

    /** Says where to and how the goods are sent. */
    void deliver() {
        visitor.expect("setOrderShippingAddress", "Order", ADDRESS, Map.of());
        String shipping = visitor.send(METHODS, Map.of()).getJsonArray("eligibleShippingMethods").stream()
                .map(JsonValue::asJsonObject)
                .filter(method -> method.getString("name").equals(SHIPPING))
                .map(method -> method.getString("id"))
                .findFirst()
                .orElseThrow();
        visitor.expect("setOrderShippingMethod", "Order", METHOD, Map.of("id", text(shipping)));
    }

    void proceed() {
        visitor.expect("transitionOrderToState", "Order", STATE, Map.of("state", text("ArrangingPayment")));
    }

    void fill(Checkout checkout) {
        startOver();
        String token = checkout.redemption() == Redemption.PRICE_TOKEN ? checkout.admission() : null;
        new TreeMap<>(checkout.quantities()).forEach((variant, quantity) -> add(variant, quantity, token));
        if (checkout.redemption() == Redemption.COUPON_CODE) {
            // A code that is not valid any more leaves the buyer with the ordinary price.
            visitor.send(COUPON, Map.of("code", text(checkout.admission())));
        }
        if (server.options().orderFields() && !checkout.metadata().isEmpty()) {
            JsonObjectBuilder metadata = Json.createObjectBuilder();
            checkout.metadata().forEach(metadata::add);
            visitor.expect("setOrderCustomFields", "Order", FIELDS, Map.of("fields", metadata.build()));
        }
    }

    /** @param token null for an ordinary line */
    void add(String variant, int quantity, String token) {
        JsonObjectBuilder line =
                Json.createObjectBuilder().add("variant", variant).add("quantity", quantity);
        if (token == null) {
            visitor.expect("addItemToOrder", "Order", ADD, line.build());
        } else {
            visitor.expect(
                    "addItemToOrder",
                    "Order",
                    ADD_WITH_TOKEN,
                    line.add("token", token).build());
        }
    }

    private void startOver() {
        JsonValue cart = visitor.send(CART, Map.of()).get("activeOrder");
        if (!(cart instanceof JsonObject left)) {
            return;
        }
        if (left.getString("state").equals("ArrangingPayment")) {
            visitor.expect("transitionOrderToState", "Order", STATE, Map.of("state", text("AddingItems")));
        }
        left.getJsonArray("couponCodes").forEach(code -> visitor.send(DROP_COUPON, Map.of("code", code)));
        visitor.expect("removeAllOrderLines", "Order", EMPTY, Map.of());
    }

    /** @param metadata how the test shop's payment provider shall behave */
    void pay(Payment payment, JsonObject metadata) {
        switch (payment) {
            case AUTHORIZE -> pay(AUTHORIZES, metadata, "Order");
            case AT_ONCE -> pay(TAKES, metadata, "Order");
            case DECLINED ->
                pay(
                        AUTHORIZES,
                        Json.createObjectBuilder().add("shouldDecline", true).build(),
                        "PaymentDeclinedError");
        }
    }

    void pay(String method, JsonObject metadata, String expected) {
        visitor.expect("addPaymentToOrder", expected, PAY, Map.of("method", text(method), "metadata", metadata));
    }

    JsonObject cart() {
        return visitor.send(CART, Map.of()).getJsonObject("activeOrder");
    }

    PlacedOrder placed(JsonObject cart) {
        return new PlacedOrder(cart.getString("id"), cart.getString("code"), server.money(cart.getInt("totalWithTax")));
    }
}
