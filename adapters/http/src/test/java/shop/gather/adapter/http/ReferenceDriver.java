package shop.gather.adapter.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/** Acts at a {@link ReferenceShop} as its customers and its owner do. */
public final class ReferenceDriver implements ShopDriver {

    private static final String PASSWORD = "correct horse battery";

    private final ReferenceCalls calls;
    private final ReferenceShop shop;
    private final List<Article> articles;

    public ReferenceDriver(ReferenceShop shop) {
        this.shop = shop;
        this.calls = new ReferenceCalls(shop.uri());
        this.articles = calls.send("GET", "/shop/variants", null, null).getJsonArray("variants").stream()
                .map(JsonValue::asJsonObject)
                .map(variant -> new Article(
                        variant.getString("variantId"),
                        variant.getString("title"),
                        ReferenceCalls.money(variant, "price")))
                .toList();
    }

    @Override
    public String adapterId() {
        return HttpAdapter.ID;
    }

    @Override
    public Map<String, String> settings() {
        return new HashMap<>(
                Map.of("baseUrl", shop.uri() + "/gather", "secret", shop.terms().secret()));
    }

    @Override
    public List<Article> articles() {
        return articles;
    }

    @Override
    public Customer register(String name) {
        String email = UUID.randomUUID() + "@customers.example";
        JsonObject session = calls.send(
                "POST",
                "/shop/customers",
                null,
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("email", email)
                        .add("password", PASSWORD)
                        .build());
        return new Customer(session.getString("customerId"), email, session.getString("token"));
    }

    /** Ends the session of this token. */
    void logOut(Customer customer) {
        calls.send("DELETE", "/shop/sessions", customer.token(), null);
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        return checkout(checkout, List.of());
    }

    /** With coupon codes of the shop beside the admission. */
    public PlacedOrder checkout(Checkout checkout, List<String> coupons) {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        checkout.quantities()
                .forEach((variant, quantity) -> lines.add(
                        Json.createObjectBuilder().add("variantId", variant).add("quantity", quantity)));
        JsonArrayBuilder codes = Json.createArrayBuilder(coupons);
        if (checkout.admission() != null) {
            codes.add(checkout.admission());
        }
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        checkout.metadata().forEach(metadata::add);
        JsonObject order = calls.send(
                "POST",
                "/shop/checkouts",
                checkout.customer().token(),
                Json.createObjectBuilder()
                        .add("lines", lines)
                        .add("couponCodes", codes)
                        .add("metadata", metadata)
                        .add("payment", mode(checkout.payment()))
                        .build());
        return new PlacedOrder(
                order.getString("orderId"), order.getString("number"), ReferenceCalls.money(order, "total"));
    }

    @Override
    public Optional<Article> sell(String title) {
        String id = "a-" + UUID.randomUUID();
        Money price = articles.get(0).price();
        owner(
                "PUT",
                "/owner/variants/" + id,
                Json.createObjectBuilder()
                        .add("title", title)
                        .add("price", price.getAmountMinorLong())
                        .add("stock", 1_000)
                        .build());
        return Optional.of(new Article(id, title, price));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        coupon(code, percent);
        return Optional.of(checkout(checkout, List.of(code)));
    }

    /** The owner makes a coupon that takes a share off ordinary prices. */
    public void coupon(String code, int percent) {
        owner(
                "PUT",
                "/owner/coupons/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                Json.createObjectBuilder().add("percent", percent).build());
    }

    /** Pays an order whose payment was declined. */
    void payAgain(Customer customer, String orderId, Payment payment) {
        calls.send(
                "POST",
                "/shop/orders/" + orderId + "/payments",
                customer.token(),
                Json.createObjectBuilder().add("payment", mode(payment)).build());
    }

    @Override
    public Record record(String orderId) {
        JsonObject record = owner("GET", "/owner/orders/" + orderId, null);
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        record.getJsonArray("lines").getValuesAs(JsonValue::asJsonObject).forEach(line -> {
            active.put(line.getString("variantId"), line.getInt("active"));
            net.put(line.getString("variantId"), ReferenceCalls.money(line, "net"));
        });
        return new Record(
                record.getBoolean("cancelled"),
                ReferenceCalls.money(record, "authorized"),
                ReferenceCalls.money(record, "captured"),
                ReferenceCalls.money(record, "refunded"),
                record.getInt("captures"),
                record.getInt("refunds"),
                active,
                net);
    }

    @Override
    public void refund(String orderId, Money amount) {
        owner(
                "POST",
                "/owner/orders/" + orderId + "/refunds",
                Json.createObjectBuilder().add("amount", Commands.money(amount)).build());
    }

    @Override
    public void cancel(String orderId) {
        owner("POST", "/owner/orders/" + orderId + "/cancellation", null);
    }

    @Override
    public void deliver(String orderId) {
        owner("POST", "/owner/orders/" + orderId + "/delivery", null);
    }

    @Override
    public int stock(Article article) {
        return owner("GET", "/owner/variants/" + article.variantId(), null).getInt("stock");
    }

    @Override
    public Optional<Money> storeCredit(String customerId) {
        JsonObject credits = owner("GET", "/owner/customers/" + customerId + "/credits", null);
        return Optional.of(ReferenceCalls.money(credits, "spendable"));
    }

    @Override
    public void notifyTo(String url) {
        owner(
                "PUT",
                "/owner/webhook",
                Json.createObjectBuilder().add("url", url == null ? "" : url).build());
    }

    private JsonObject owner(String method, String path, JsonObject body) {
        return calls.send(method, path, shop.terms().ownerKey(), body);
    }

    private static String mode(Payment payment) {
        return switch (payment) {
            case AUTHORIZE -> "authorize";
            case AT_ONCE -> "pay-now";
            case DECLINED -> "decline";
        };
    }
}
