package ${package};

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;

/**
 * Acts at the shop as its customers and its owner do, through the shop's own interfaces and never through the adapter.
 * The shop is already running: the system properties shop.url, shop.secret and shop.owner have its address, its secret
 * and the owner's key.
 */
final class ${shopName}Driver implements ShopDriver {

    private static final String PASSWORD = "correct horse battery";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url = System.getProperty("shop.url", "http://127.0.0.1:39400");
    private final String secret = System.getProperty("shop.secret", "");
    private final String ownerKey = System.getProperty("shop.owner", "");
    private final List<Article> articles = call("GET", "/shop/variants", null, null).getJsonArray("variants")
            .getValuesAs(JsonObject.class).stream()
            .map(variant -> new Article(variant.getString("variantId"), variant.getString("title"), money(variant, "price")))
            .toList();

    @Override
    public String adapterId() {
        return "${artifactId}";
    }

    @Override
    public Map<String, String> settings() {
        return new HashMap<>(Map.of(${shopName}Adapter.BASE_URL, url + "/gather", ${shopName}Adapter.SECRET, secret));
    }

    @Override
    public List<Article> articles() {
        return articles;
    }

    @Override
    public Customer register(String name) {
        String email = UUID.randomUUID() + "@customers.example";
        JsonObject session = call(
                "POST",
                "/shop/customers",
                null,
                Json.createObjectBuilder().add("name", name).add("email", email).add("password", PASSWORD).build());
        return new Customer(session.getString("customerId"), email, session.getString("token"));
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        checkout.quantities().forEach((variant, quantity) -> lines.add(
                Json.createObjectBuilder().add("variantId", variant).add("quantity", quantity)));
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        checkout.metadata().forEach(metadata::add);
        JsonObject order = call(
                "POST",
                "/shop/checkouts",
                checkout.customer().token(),
                Json.createObjectBuilder()
                        .add("lines", lines)
                        .add("metadata", metadata)
                        .add("payment", payment(checkout.payment()))
                        .build());
        return new PlacedOrder(order.getString("orderId"), order.getString("number"), money(order, "total"));
    }

    private static String payment(Payment wanted) {
        return switch (wanted) {
            // "authorize" as soon as DEFERRED_CAPTURE is claimed; until then nobody would ever capture it.
            case AUTHORIZE -> "pay-now";
            case AT_ONCE -> "pay-now";
            case DECLINED -> "decline";
        };
    }

    @Override
    public Record record(String orderId) {
        JsonObject record = call("GET", "/owner/orders/" + orderId, ownerKey, null);
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        for (JsonObject line : record.getJsonArray("lines").getValuesAs(JsonObject.class)) {
            active.put(line.getString("variantId"), line.getInt("active"));
            net.put(line.getString("variantId"), money(line, "net"));
        }
        return new Record(
                record.getBoolean("cancelled"),
                money(record, "authorized"),
                money(record, "captured"),
                money(record, "refunded"),
                record.getInt("captures"),
                record.getInt("refunds"),
                active,
                net);
    }

    @Override
    public void refund(String orderId, Money amount) {
        JsonObject given = Json.createObjectBuilder()
                .add("amount", amount.getAmount().toPlainString())
                .add("currency", amount.getCurrencyUnit().getCode())
                .build();
        call(
                "POST",
                "/owner/orders/" + orderId + "/refunds",
                ownerKey,
                Json.createObjectBuilder().add("amount", given).build());
    }

    @Override
    public void cancel(String orderId) {
        call("POST", "/owner/orders/" + orderId + "/cancellation", ownerKey, null);
    }

    @Override
    public void deliver(String orderId) {
        call("POST", "/owner/orders/" + orderId + "/delivery", ownerKey, null);
    }

    @Override
    public int stock(Article article) {
        return call("GET", "/owner/variants/" + article.variantId(), ownerKey, null).getInt("stock");
    }

    @Override
    public void notifyTo(String address) {
        call("PUT", "/owner/webhook", ownerKey, Json.createObjectBuilder().add("url", address).build());
    }

    private JsonObject call(String method, String path, String token, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
                return reader.readObject();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("no shop at " + url + "; -Dshop.url=... says where it is", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Money money(JsonObject object, String name) {
        JsonObject money = object.getJsonObject(name);
        return Money.of(CurrencyUnit.of(money.getString("currency")), new BigDecimal(money.getString("amount")));
    }
}
