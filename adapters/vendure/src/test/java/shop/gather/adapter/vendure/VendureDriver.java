package shop.gather.adapter.vendure;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.spi.PriceOffers;
import shop.gather.tck.ShopDriver;

/** Acts at a {@link VendureServer} over its Shop API as customers and over its Admin API as the owner. */
public final class VendureDriver implements ShopDriver {

    private static final int ENOUGH_STOCK = 1000;
    private static final String PASSWORD = "a-password-of-a-buyer";

    private static final String VARIANTS = """
            { productVariants(options: {take: 100, sort: {id: ASC}}) { items { id name priceWithTax stockLevels { stockOnHand stockAllocated } } } }""";
    private static final String VARIANT =
            "query($id: ID!) { productVariant(id: $id) { stockLevels { stockOnHand stockAllocated } } }";
    private static final String REGISTER = """
            mutation($email: String!, $name: String!, $password: String!) {
              registerCustomerAccount(input: {emailAddress: $email, firstName: $name, lastName: "", password: $password}) { __typename } }""";
    private static final String LOGIN =
            "mutation($user: String!, $password: String!) { login(username: $user, password: $password) { __typename } }";
    private static final String REFUND = """
            mutation($payment: ID!, $amount: Money!) { refundOrder(input: {paymentId: $payment, amount: $amount, lines: [], shipping: 0, adjustment: 0,
              reason: "by the owner"}) { __typename ... on Refund { id } ... on ErrorResult { message } } }""";
    private static final String SETTLE_REFUND =
            "mutation($id: ID!) { settleRefund(input: {id: $id, transactionId: \"by hand\"}) { __typename } }";
    private static final String CANCEL = """
            mutation($id: ID!) { cancelOrder(input: {orderId: $id, reason: "by the owner", cancelShipping: true}) {
              __typename ... on ErrorResult { message } } }""";
    private static final String LINES = "query($id: ID!) { order(id: $id) { lines { id quantity } } }";
    private static final String FULFIL = """
            mutation($lines: [OrderLineInput!]!) { addFulfillmentToOrder(input: {lines: $lines, handler: {code: "manual-fulfillment",
              arguments: [{name: "method", value: "by hand"}, {name: "trackingCode", value: ""}]}}) {
              __typename ... on Fulfillment { id } ... on ErrorResult { message } } }""";
    private static final String MOVE_FULFILMENT = """
            mutation($id: ID!, $state: String!) { transitionFulfillmentToState(id: $id, state: $state) {
              __typename ... on ErrorResult { message } } }""";
    private static final String PRODUCT = """
            mutation($title: String!, $slug: String!) { createProduct(input: {translations: [{languageCode: en, name: $title, slug: $slug, description: ""}]}) {
              id } }""";
    private static final String PRODUCT_VARIANT = """
            mutation($product: ID!, $title: String!, $sku: String!, $price: Money!) { createProductVariants(input: [{productId: $product, sku: $sku,
              price: $price, stockOnHand: 1000, translations: [{languageCode: en, name: $title}]}]) { id priceWithTax } }""";
    private static final String PROMOTION = """
            mutation($code: String!, $percent: String!) { createPromotion(input: {enabled: true, couponCode: $code, conditions: [],
              translations: [{languageCode: en, name: $code, description: ""}],
              actions: [{code: "order_percentage_discount", arguments: [{name: "discount", value: $percent}]}]}) {
              __typename ... on ErrorResult { message } } }""";
    private static final String NOTIFY = """
            mutation($url: String) { updateGlobalSettings(input: {customFields: {gather_notify_url: $url}}) { __typename } }""";

    private final VendureServer server;
    private final VendureSession owner;
    private final List<Article> articles;

    public VendureDriver(VendureServer server) {
        this.server = server;
        this.owner = new VendureSession(server.uri().resolve("/admin-api"), null);
        owner.expect(
                "login",
                "CurrentUser",
                LOGIN,
                Map.of(
                        "user",
                        text(server.owner().user()),
                        "password",
                        text(server.owner().password())));
        this.articles = readArticles();
    }

    @Override
    public String adapterId() {
        return "vendure";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("apiUrl", server.uri().toString());
        settings.put("username", server.owner().user());
        settings.put("password", server.owner().password());
        settings.put("storefrontUrl", "https://shop.example/products/{slug}");
        server.options().pluginSecret().ifPresent(secret -> settings.put("pluginSecret", secret));
        return settings;
    }

    @Override
    public List<Article> articles() {
        return articles;
    }

    private List<Article> readArticles() {
        return owner.send(VARIANTS, Map.of()).getJsonObject("productVariants").getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .filter(variant -> stock(variant) >= ENOUGH_STOCK)
                .map(variant -> new Article(
                        variant.getString("id"),
                        variant.getString("name"),
                        server.money(variant.getInt("priceWithTax"))))
                .toList();
    }

    @Override
    public Customer register(String name) {
        VendureSession visitor = visitor(null);
        String email = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + UUID.randomUUID()
                + "@example.test";
        Map<String, JsonValue> account = Map.of("email", text(email), "name", text(name), "password", text(PASSWORD));
        visitor.expect("registerCustomerAccount", "Success", REGISTER, account);
        visitor.expect("login", "CurrentUser", LOGIN, Map.of("user", text(email), "password", text(PASSWORD)));
        String id = visitor.send("{ activeCustomer { id } }", Map.of())
                .getJsonObject("activeCustomer")
                .getString("id");
        return new Customer(id, email, visitor.token());
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        return new VendureCheckout(server, visitor(checkout.customer().token())).complete(checkout);
    }

    @Override
    public Record record(String orderId) {
        return new VendureRecords(server, owner).of(orderId);
    }

    @Override
    public void refund(String orderId, Money amount) {
        String payment = new VendureRecords(server, owner).capturedPayment(orderId);
        JsonObject refund = owner.expect(
                "refundOrder",
                "Refund",
                REFUND,
                Map.of(
                        "payment",
                        text(payment),
                        "amount",
                        Json.createValue(amount.getAmount()
                                .movePointRight(server.options().precision())
                                .longValueExact())));
        owner.expect("settleRefund", "Refund", SETTLE_REFUND, Map.of("id", text(refund.getString("id"))));
    }

    @Override
    public void cancel(String orderId) {
        owner.expect("cancelOrder", "Order", CANCEL, Map.of("id", text(orderId)));
    }

    @Override
    public void deliver(String orderId) {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        owner.send(LINES, Map.of("id", text(orderId))).getJsonObject("order").getJsonArray("lines").stream()
                .map(JsonValue::asJsonObject)
                .forEach(line -> lines.add(Json.createObjectBuilder()
                        .add("orderLineId", line.getString("id"))
                        .add("quantity", line.getInt("quantity"))));
        String fulfilment = owner.expect("addFulfillmentToOrder", "Fulfillment", FULFIL, Map.of("lines", lines.build()))
                .getString("id");
        for (String state : List.of("Shipped", "Delivered")) {
            owner.expect(
                    "transitionFulfillmentToState",
                    "Fulfillment",
                    MOVE_FULFILMENT,
                    Map.of("id", text(fulfilment), "state", text(state)));
        }
    }

    @Override
    public int stock(Article article) {
        return stock(
                owner.send(VARIANT, Map.of("id", text(article.variantId()))).getJsonObject("productVariant"));
    }

    @Override
    public void notifyTo(String url) {
        owner.expect(
                "updateGlobalSettings",
                "GlobalSettings",
                NOTIFY,
                Map.of("url", url == null || url.isEmpty() ? JsonValue.NULL : text(url)));
    }

    @Override
    public Optional<Article> sell(String title) {
        return Optional.of(sell(title, 1_299));
    }

    /** @param price in the shop's integers, with or without tax as its catalogue has it */
    Article sell(String title, long price) {
        String name = "a-" + UUID.randomUUID();
        String product = owner.send(PRODUCT, Map.of("title", text(title), "slug", text(name)))
                .getJsonObject("createProduct")
                .getString("id");
        JsonObject variant = owner.send(
                        PRODUCT_VARIANT,
                        Map.of(
                                "product",
                                text(product),
                                "title",
                                text(title),
                                "sku",
                                text(name),
                                "price",
                                Json.createValue(price)))
                .getJsonArray("createProductVariants")
                .getJsonObject(0);
        return new Article(variant.getString("id"), title, server.money(variant.getInt("priceWithTax")));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        owner.expect(
                "createPromotion",
                "Promotion",
                PROMOTION,
                Map.of("code", text(code), "percent", text(String.valueOf(percent))));
        return Optional.of(checkout(new Checkout(
                checkout.customer(),
                checkout.quantities(),
                PriceOffers.Redemption.COUPON_CODE,
                code,
                checkout.metadata(),
                checkout.payment())));
    }

    @Override
    public Optional<List<String>> reasons(String orderId) {
        return Optional.of(new VendureRecords(server, owner).reasons(orderId));
    }

    /** The owner's own connection, for what only a Vendure test asks. */
    VendureSession owner() {
        return owner;
    }

    private VendureSession visitor(String token) {
        return new VendureSession(server.uri().resolve("/shop-api"), token);
    }

    private static int stock(JsonObject variant) {
        return variant.getJsonArray("stockLevels").stream()
                .map(JsonValue::asJsonObject)
                .mapToInt(level -> level.getInt("stockOnHand") - level.getInt("stockAllocated"))
                .sum();
    }

    static JsonValue text(String value) {
        return Json.createValue(value);
    }
}
