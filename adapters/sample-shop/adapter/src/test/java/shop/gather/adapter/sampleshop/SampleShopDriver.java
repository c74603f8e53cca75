package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/** Acts at one fresh shop of a sample shop deployment as its customers and its owner do. */
public final class SampleShopDriver implements ShopDriver {

    private static final String PASSWORD = "correct horse battery";
    private static final int STOCK = 100_000;

    private final SampleShopCalls calls;
    private final URI base;
    private final CurrencyUnit currency;
    private final String ownerKey;
    private final String adminKey;
    private final String webhookSecret;
    private final List<Article> articles;

    /** Opens a shop with this id in the deployment at {@code http://host/sample-shop}, and fills it. */
    public SampleShopDriver(URI deployment, String shopId, CurrencyUnit currency) {
        this(deployment, shopId, SampleShopTerms.in(currency));
    }

    /** The same on other terms. */
    public SampleShopDriver(URI deployment, String shopId, SampleShopTerms terms) {
        JsonObject shop = new SampleShopCalls(deployment).post("/shops", null, terms.request(shopId));
        this.base = URI.create(deployment + "/shops/" + shopId);
        this.calls = new SampleShopCalls(base);
        this.currency = terms.currency();
        this.ownerKey = shop.getString("ownerKey");
        this.adminKey = shop.getString("adminKey");
        this.webhookSecret = shop.getString("webhookSecret");
        // Prices look alike in currencies of 0, 2 and 3 decimals.
        int unit = currency.getDecimalPlaces() == 3 ? 10 : 1;
        this.articles = List.of(
                put("green-tea-100g", "Green Tea 100g", 1299L * unit, STOCK),
                put("clay-mug", "Clay Mug", 1995L * unit, STOCK));
    }

    @Override
    public String adapterId() {
        return SampleShopAdapter.ID;
    }

    @Override
    public Map<String, String> settings() {
        return new HashMap<>(Map.of("baseUrl", base.toString(), "adminKey", adminKey, "webhookSecret", webhookSecret));
    }

    @Override
    public List<Article> articles() {
        return articles;
    }

    /** Adds or changes an article; the price is in minor units as the shop lists it, with or without tax. */
    public Article put(String id, String title, long listedMinor, int stock) {
        JsonObject variant = calls.put(
                "/admin/variants/" + id,
                ownerKey,
                Json.createObjectBuilder()
                        .add("title", title)
                        .add("sku", id.toUpperCase(Locale.ROOT))
                        .add("price", listedMinor)
                        .add("stock", stock)
                        .build());
        return new Article(id, title, money(variant, "price"));
    }

    @Override
    public Optional<Article> sell(String title) {
        return Optional.of(
                put("a-" + UUID.randomUUID(), title, articles.get(0).price().getAmountMinorLong(), STOCK));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        coupon(code, percent);
        return Optional.of(checkout(checkout, List.of(code)));
    }

    @Override
    public Optional<List<String>> reasons(String orderId) {
        return Optional.of(SampleShopRecords.reasons(order(orderId)));
    }

    /** Makes a coupon that takes a share off ordinary prices. */
    public void coupon(String code, int percent) {
        calls.put(
                "/admin/coupons/" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                ownerKey,
                Json.createObjectBuilder().add("percent", percent).build());
    }

    @Override
    public Customer register(String name) {
        String email = UUID.randomUUID() + "@customers.example";
        JsonObject customer = calls.post(
                "/customers",
                null,
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("email", email)
                        .add("password", PASSWORD)
                        .build());
        return new Customer(customer.getString("customerId"), email, customer.getString("token"));
    }

    /** Logs a customer in again; the earlier token stays good. */
    public Customer logIn(Customer customer) {
        JsonObject session = calls.post(
                "/sessions",
                null,
                Json.createObjectBuilder()
                        .add("email", customer.email())
                        .add("password", PASSWORD)
                        .build());
        return new Customer(session.getString("customerId"), customer.email(), session.getString("token"));
    }

    /** Ends the session of this token. */
    public void logOut(Customer customer) {
        calls.delete("/sessions/current", customer.token());
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        return checkout(checkout, List.of());
    }

    /**
     * Completes a checkout with coupon codes beside the admission; a guest's if there is no customer.
     *
     * @throws SampleShopRefusal if the shop refuses it
     */
    public PlacedOrder checkout(Checkout checkout, List<String> coupons) {
        SampleShopCart cart = new SampleShopCart().paid(mode(checkout.payment()));
        checkout.quantities().forEach(cart::line);
        coupons.forEach(cart::code);
        if (checkout.admission() != null) {
            cart.code(checkout.admission());
        }
        checkout.metadata().forEach(cart::metadata);
        return checkout(checkout.customer(), cart);
    }

    /**
     * Completes a checkout of any shape.
     *
     * @param customer null for a guest
     * @throws SampleShopRefusal if the shop refuses it
     */
    public PlacedOrder checkout(Customer customer, SampleShopCart cart) {
        JsonObject order = calls.post("/checkouts", customer == null ? null : customer.token(), cart.json());
        return new PlacedOrder(order.getString("orderId"), order.getString("number"), money(order, "total"));
    }

    /** What the owner does by hand. */
    public SampleShopBackOffice backOffice() {
        return new SampleShopBackOffice(calls, ownerKey);
    }

    /** Pays an order whose payment was declined. */
    public void payAgain(Customer customer, String orderId, Payment payment) {
        calls.post(
                "/orders/" + orderId + "/payments",
                customer.token(),
                Json.createObjectBuilder().add("payment", mode(payment)).build());
    }

    /** The bank will decline, at the capture, what is authorized of this order now. */
    public void bankRefuses(String orderId) {
        calls.put("/admin/orders/" + orderId + "/bank-refusal", ownerKey, JsonObject.EMPTY_JSON_OBJECT);
    }

    @Override
    public Record record(String orderId) {
        return SampleShopRecords.of(order(orderId), currency);
    }

    @Override
    public void refund(String orderId, Money amount) {
        String paymentId = order(orderId).getJsonArray("payments").getValuesAs(JsonValue::asJsonObject).stream()
                .filter(payment -> "CAPTURED".equals(payment.getString("state")) || payment.getInt("captured") > 0)
                .map(payment -> payment.getString("paymentId"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing was captured of order " + orderId));
        calls.post(
                "/admin/orders/" + orderId + "/refunds",
                ownerKey,
                Json.createObjectBuilder()
                        .add("paymentId", paymentId)
                        .add("amount", amount.getAmountMinorLong())
                        .add("reason", "The owner's decision")
                        .build());
    }

    @Override
    public void cancel(String orderId) {
        calls.post(
                "/admin/orders/" + orderId + "/cancellation",
                ownerKey,
                Json.createObjectBuilder().add("reason", "The owner's decision").build());
    }

    @Override
    public void deliver(String orderId) {
        calls.put(
                "/admin/orders/" + orderId + "/fulfilment",
                ownerKey,
                Json.createObjectBuilder().add("delivered", true).build());
    }

    @Override
    public int stock(Article article) {
        return calls.get("/admin/variants/" + article.variantId(), ownerKey).getInt("stock");
    }

    @Override
    public Optional<Money> storeCredit(String customerId) {
        return Optional.of(money(calls.get("/admin/customers/" + customerId + "/credits", ownerKey), "balance"));
    }

    @Override
    public void notifyTo(String url) {
        calls.put(
                "/admin/webhook",
                ownerKey,
                Json.createObjectBuilder().add("url", url).build());
    }

    /** From now on this goes wrong, and nothing that was said before. What this driver does as the owner goes on. */
    public void faults(SampleShopFaults faults) {
        calls.put("/admin/faults", ownerKey, faults.json());
    }

    /** Nothing goes wrong any more. */
    public void noFaults() {
        calls.delete("/admin/faults", ownerKey);
    }

    /** From now on the shop lacks exactly these capabilities; an adapter that is connected already does not know. */
    public void switchOff(String... capabilities) {
        calls.put(
                "/admin/capabilities",
                ownerKey,
                Json.createObjectBuilder()
                        .add("switchedOff", Json.createArrayBuilder(List.of(capabilities)))
                        .build());
    }

    /** How often each operation was done under a new key, for example {@code capture}; replays do not count. */
    public Map<String, Integer> commandCounts() {
        Map<String, Integer> counts = new HashMap<>();
        JsonObject answer = calls.get("/admin/commands/counts", ownerKey).getJsonObject("counts");
        answer.keySet().forEach(operation -> counts.put(operation, answer.getInt(operation)));
        return counts;
    }

    private JsonObject order(String orderId) {
        return calls.get("/admin/orders/" + orderId, ownerKey);
    }

    private Money money(JsonObject object, String name) {
        return Money.ofMinor(currency, object.getJsonNumber(name).longValueExact());
    }

    private static String mode(Payment payment) {
        return switch (payment) {
            case AUTHORIZE -> "authorize";
            case AT_ONCE -> "pay-now";
            case DECLINED -> "decline";
        };
    }
}
