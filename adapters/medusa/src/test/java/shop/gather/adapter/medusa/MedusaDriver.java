package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/** Acts at a {@link MedusaServer} over its Store API as customers and over its Admin API as the owner. */
public final class MedusaDriver implements ShopDriver {

    private static final String PASSWORD = "a-password-of-a-buyer";

    private final MedusaServer server;
    private final MedusaSession owner;
    private final List<Article> articles;

    public MedusaDriver(MedusaServer server) {
        this.server = server;
        this.owner = MedusaSession.owner(server);
        MedusaSession visitor = MedusaSession.visitor(server, null);
        this.articles = server.seeded().getJsonArray("variants").stream()
                .map(JsonValue::asJsonObject)
                .map(variant -> article(visitor, variant.getString("id")))
                .toList();
    }

    private Article article(MedusaSession visitor, String variantId) {
        JsonObject variant = visitor.get("/store/product-variants/" + variantId + "?country_code=de&region_id="
                        + server.seeded().getString("region") + "&fields=id,sku,product.title,*calculated_price")
                .getJsonObject("variant");
        return new Article(
                variantId,
                variant.getJsonObject("product").getString("title"),
                server.money(
                        MedusaRecords.number(variant.getJsonObject("calculated_price"), "calculated_amount_with_tax")));
    }

    @Override
    public String adapterId() {
        return "medusa";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("apiUrl", server.uri().toString());
        settings.put("secretKey", server.seeded().getString("secretKey"));
        settings.put("publishableKey", server.seeded().getString("publishableKey"));
        settings.put("storefrontUrl", "https://shop.example/products/{handle}");
        server.options().notificationSecret().ifPresent(secret -> settings.put("notificationSecret", secret));
        return settings;
    }

    @Override
    public List<Article> articles() {
        return articles;
    }

    @Override
    public Customer register(String name) {
        String email =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + UUID.randomUUID() + "@example.test";
        MedusaSession visitor = MedusaSession.visitor(server, null);
        String registration = visitor.post("/auth/customer/emailpass/register", credentials(email))
                .getString("token");
        String id = MedusaSession.visitor(server, registration)
                .post(
                        "/store/customers",
                        Json.createObjectBuilder().add("email", email).add("first_name", name))
                .getJsonObject("customer")
                .getString("id");
        return new Customer(
                id,
                email,
                visitor.post("/auth/customer/emailpass", credentials(email)).getString("token"));
    }

    private static JsonObjectBuilder credentials(String email) {
        return Json.createObjectBuilder().add("email", email).add("password", PASSWORD);
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        return checkoutOf(checkout.customer()).complete(checkout);
    }

    MedusaCheckout checkoutOf(Customer customer) {
        return new MedusaCheckout(server, MedusaSession.visitor(server, customer.token()));
    }

    @Override
    public Record record(String orderId) {
        return records().of(orderId);
    }

    MedusaRecords records() {
        return new MedusaRecords(server, owner);
    }

    @Override
    public void refund(String orderId, Money amount) {
        owner.post(
                "/admin/payments/" + records().onlyPayment(orderId).getString("id") + "/refund",
                Json.createObjectBuilder().add("amount", amount.getAmount()));
    }

    @Override
    public void cancel(String orderId) {
        owner.post("/admin/orders/" + orderId + "/cancel", Json.createObjectBuilder());
    }

    @Override
    public void deliver(String orderId) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        owner.get("/admin/orders/" + orderId + "?fields=*items").getJsonObject("order").getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .forEach(item -> items.add(Json.createObjectBuilder()
                        .add("id", item.getString("id"))
                        .add("quantity", item.getInt("quantity"))));
        String fulfilment = owner.post(
                        "/admin/orders/" + orderId + "/fulfillments?fields=*fulfillments",
                        Json.createObjectBuilder().add("items", items))
                .getJsonObject("order")
                .getJsonArray("fulfillments")
                .getJsonObject(0)
                .getString("id");
        owner.post(
                "/admin/orders/" + orderId + "/fulfillments/" + fulfilment + "/mark-as-delivered",
                Json.createObjectBuilder());
    }

    @Override
    public int stock(Article article) {
        String sku = server.seeded().getJsonArray("variants").stream()
                .map(JsonValue::asJsonObject)
                .filter(variant -> variant.getString("id").equals(article.variantId()))
                .map(variant -> variant.getString("sku"))
                .findFirst()
                .orElseThrow();
        JsonObject item = owner.get("/admin/inventory-items?sku=" + sku)
                .getJsonArray("inventory_items")
                .getJsonObject(0);
        return item.getInt("stocked_quantity") - item.getInt("reserved_quantity");
    }

    @Override
    public void notifyTo(String url) {
        String store = owner.get("/admin/stores")
                .getJsonArray("stores")
                .getJsonObject(0)
                .getString("id");
        owner.post(
                "/admin/stores/" + store,
                Json.createObjectBuilder()
                        .add("metadata", Json.createObjectBuilder().add("gather_notify_url", url == null ? "" : url)));
    }

    @Override
    public Optional<Money> storeCredit(String customerId) {
        if (!server.options().storeCredit()) {
            return Optional.empty();
        }
        return Optional.of(owner
                .get("/admin/store-credit-accounts?currency_code="
                        + server.options().currency().getCode().toLowerCase(Locale.ROOT) + "&customer_id=" + customerId)
                .getJsonArray("store_credit_accounts")
                .stream()
                .map(account -> server.money(MedusaRecords.number(account.asJsonObject(), "balance")))
                .findFirst()
                .orElse(Money.zero(server.options().currency())));
    }

    /** The owner's own connection, for what only a Medusa test asks. */
    MedusaSession owner() {
        return owner;
    }
}
