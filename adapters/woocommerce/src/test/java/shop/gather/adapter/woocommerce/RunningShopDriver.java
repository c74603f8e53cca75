package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopProperties;

/**
 * Acts at a WooCommerce that runs already, over its REST API v3 alone: buyers' orders are made as an administrator
 * makes them for a customer on the telephone, with the coupon that the buyer names. The payment method
 * {@code gather_test} is that of the plugin in {@code host/test-gateway}, which notes on the order what it took.
 */
final class RunningShopDriver implements ShopDriver {

    private static final String GATEWAY = "gather_test";
    private static final String TAKEN = "_gather_test_taken";
    private static final String CAPTURES = "_gather_test_captures";
    private static final BigDecimal ENOUGH_STOCK = BigDecimal.valueOf(1_000);

    private final RunningShop shop = new RunningShop();
    private final CurrencyUnit currency = ShopProperties.currency();
    private final List<Article> articles;

    RunningShopDriver() {
        articles = shop.list("products", Map.of("per_page", "100", "status", "publish", "type", "simple")).stream()
                .filter(product -> Fields.optionalDecimal(product, "stock_quantity")
                        .filter(stock -> stock.compareTo(ENOUGH_STOCK) >= 0)
                        .isPresent())
                .map(this::article)
                .toList();
        if (articles.size() < 2) {
            throw new IllegalStateException(
                    "the shop needs at least two simple products with a managed stock of 1,000 or more");
        }
    }

    /** Prices as they are entered: the shop's must include tax, or there is none. */
    private Article article(JsonObject product) {
        return new Article(
                WooFields.id(product, "id"), Fields.text(product, "name"), money(Fields.decimal(product, "price")));
    }

    @Override
    public String adapterId() {
        return "woocommerce";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("shopUrl", ShopProperties.url().toString());
        settings.put("consumerKey", ShopProperties.required("shop.key"));
        settings.put("consumerSecret", ShopProperties.required("shop.secret"));
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
        JsonObject made = shop.post(
                "customers",
                Json.createObjectBuilder()
                        .add("email", email)
                        .add("first_name", name)
                        .add("username", "u" + UUID.randomUUID())
                        .add("password", UUID.randomUUID().toString())
                        .build());
        return new Customer(WooFields.id(made, "id"), email, "none");
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        new TreeMap<>(checkout.quantities())
                .forEach((variant, quantity) -> items.add(Json.createObjectBuilder()
                        .add("product_id", Long.parseLong(variant.split("-")[0]))
                        .add("variation_id", variant.contains("-") ? Long.parseLong(variant.split("-")[1]) : 0)
                        .add("quantity", quantity)));
        JsonArrayBuilder meta = Json.createArrayBuilder();
        checkout.metadata()
                .forEach((name, value) ->
                        meta.add(Json.createObjectBuilder().add("key", name).add("value", value)));
        JsonObjectBuilder order = Json.createObjectBuilder()
                .add("customer_id", Long.parseLong(checkout.customer().customerId()))
                .add("billing", billing(checkout.customer()))
                .add("payment_method", GATEWAY)
                .add("payment_method_title", "Test")
                .add("line_items", items)
                .add("shipping_lines", Json.createArrayBuilder().add(shipping()))
                .add("meta_data", meta);
        if (checkout.redemption() == Redemption.COUPON_CODE) {
            order.add(
                    "coupon_lines",
                    Json.createArrayBuilder().add(Json.createObjectBuilder().add("code", checkout.admission())));
        }
        switch (checkout.payment()) {
            case AUTHORIZE -> order.add("status", "on-hold").add("transaction_id", transaction());
            case AT_ONCE -> order.add("set_paid", true).add("transaction_id", transaction());
            case DECLINED -> order.add("status", "failed");
        }
        JsonObject placed = shop.post("orders", order.build());
        return new PlacedOrder(
                WooFields.id(placed, "id"), Fields.text(placed, "number"), money(Fields.decimal(placed, "total")));
    }

    private static String transaction() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static JsonObjectBuilder billing(Customer customer) {
        return Json.createObjectBuilder()
                .add("email", customer.email())
                .add("first_name", "A")
                .add("last_name", "Buyer")
                .add("address_1", "Main Street 1")
                .add("city", "Berlin")
                .add("postcode", "10115")
                .add("country", "DE");
    }

    private static JsonObjectBuilder shipping() {
        return Json.createObjectBuilder()
                .add("method_id", "flat_rate")
                .add("method_title", "Parcel")
                .add("total", "4.90");
    }

    @Override
    public Record record(String orderId) {
        JsonObject order = shop.get("orders/" + orderId);
        List<JsonObject> refunds = refunds(orderId);
        boolean cancelled = List.of("cancelled", "refunded").contains(Fields.text(order, "status"));
        Money zero = Money.zero(currency);
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        for (JsonObject item : Fields.objects(order, "line_items")) {
            String variant = new VariantId(WooFields.id(item, "product_id"), WooFields.optionalId(item, "variation_id"))
                    .format();
            int left = cancelled ? 0 : (int) Fields.number(item, "quantity") - back(refunds, WooFields.id(item, "id"));
            active.merge(variant, left, Integer::sum);
            net.merge(variant, money(Fields.decimal(item, "total")), Money::plus);
        }
        List<Money> given = refunds.stream()
                .map(refund -> money(Fields.decimal(refund, "amount")))
                .filter(Money::isPositive)
                .toList();
        return new Record(
                cancelled,
                Fields.text(order, "status").equals("on-hold") ? money(Fields.decimal(order, "total")) : zero,
                WooFields.meta(order, TAKEN)
                        .map(taken -> money(new BigDecimal(taken)))
                        .orElse(zero),
                given.stream().reduce(zero, Money::plus),
                WooFields.meta(order, CAPTURES).map(Integer::valueOf).orElse(0),
                given.size(),
                active,
                net);
    }

    private static int back(List<JsonObject> refunds, String line) {
        return refunds.stream()
                .flatMap(refund -> Fields.objects(refund, "line_items").stream())
                .filter(item -> WooFields.meta(item, "_refunded_item_id")
                        .filter(line::equals)
                        .isPresent())
                .mapToInt(item -> Math.abs((int) Fields.number(item, "quantity")))
                .sum();
    }

    private List<JsonObject> refunds(String orderId) {
        return shop.list("orders/" + orderId + "/refunds", Map.of("per_page", "100"));
    }

    @Override
    public void refund(String orderId, Money amount) {
        shop.post(
                "orders/" + orderId + "/refunds",
                Json.createObjectBuilder()
                        .add("amount", amount.getAmount().toPlainString())
                        .add("reason", "by the owner")
                        .add("api_refund", true)
                        .build());
    }

    @Override
    public void cancel(String orderId) {
        shop.put(
                "orders/" + orderId,
                Json.createObjectBuilder().add("status", "cancelled").build());
    }

    @Override
    public void deliver(String orderId) {
        shop.put(
                "orders/" + orderId,
                Json.createObjectBuilder().add("status", "completed").build());
    }

    @Override
    public int stock(Article article) {
        return (int) Fields.number(shop.get("products/" + article.variantId()), "stock_quantity");
    }

    /**
     * A running WordPress delivers to ports 80, 443 and 8080 only, and when its cron runs: this driver connects without
     * webhooks.
     */
    @Override
    public void notifyTo(String url) {
        throw new UnsupportedOperationException("this driver makes no webhooks");
    }

    @Override
    public Optional<Article> sell(String title) {
        return Optional.of(article(shop.post(
                "products",
                Json.createObjectBuilder()
                        .add("name", title)
                        .add("type", "simple")
                        .add("regular_price", "12.99")
                        .add("manage_stock", true)
                        .add("stock_quantity", 1_000)
                        .build())));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        shop.post(
                "coupons",
                Json.createObjectBuilder()
                        .add("code", code)
                        .add("discount_type", "percent")
                        .add("amount", Integer.toString(percent))
                        .build());
        return Optional.of(checkout(new Checkout(
                checkout.customer(),
                checkout.quantities(),
                Redemption.COUPON_CODE,
                code,
                checkout.metadata(),
                checkout.payment())));
    }

    @Override
    public Optional<List<String>> reasons(String orderId) {
        List<String> reasons = new ArrayList<>();
        refunds(orderId).forEach(refund -> Fields.optionalText(refund, "reason").ifPresent(reasons::add));
        shop.list("orders/" + orderId + "/notes", Map.of()).forEach(note -> reasons.add(Fields.text(note, "note")));
        return Optional.of(reasons);
    }

    private Money money(BigDecimal amount) {
        return Amounts.rounded(currency, amount);
    }
}
