package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gather's WordPress plugin itself, run by PHP with small stand-ins for WordPress: the stub shop asks it what a real
 * one would.
 */
final class StubPlugin implements AutoCloseable {

    /** What the Store API answers where the plugin refuses a checkout, and the status in which it leaves the order. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        final String code;
        final String orderStatus;

        Refused(JsonObject answer) {
            super(answer.getString("message"));
            status = answer.getInt("refused");
            code = answer.getString("code");
            orderStatus = answer.getString("status");
        }
    }

    private final Process php;
    private final Writer questions;
    private final BufferedReader answers;

    StubPlugin(StubWooCommerce.Options options) {
        JsonObject terms = Json.createObjectBuilder()
                .add("secret", options.pluginSecret().orElseThrow())
                .add("currency", options.currency().getCode())
                .add("taxed", options.taxPercent() != null)
                .add("included", options.pricesIncludeTax())
                .add("percent", options.taxPercent() == null ? BigDecimal.ZERO : options.taxPercent())
                .build();
        try {
            php = new ProcessBuilder("php", host().resolve("test/worker.php").toString(), terms.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notThere) {
            throw new UncheckedIOException(notThere);
        }
        questions = php.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(php.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The folder with the plugin: named by a system property, else somewhere above the working directory. */
    static Path host() {
        String named = System.getProperty("woocommerce.host");
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String inner : List.of("host", "adapters/woocommerce/host")) {
                if (Files.exists(folder.resolve(inner).resolve("gather/gather.php"))) {
                    return folder.resolve(inner);
                }
            }
        }
        throw new IllegalStateException("adapters/woocommerce/host was not found");
    }

    /** What a route of the plugin answers: status and data. */
    JsonObject rest(
            long user,
            boolean inPage,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {
        JsonObjectBuilder names = Json.createObjectBuilder();
        headers.forEach((name, value) ->
                names.add(name.toLowerCase(java.util.Locale.ROOT).replace('-', '_'), value));
        return ask(Json.createObjectBuilder()
                .add("do", "rest")
                .add("user", user)
                .add("page", inPage)
                .add("method", method)
                .add("path", path)
                .add("parameters", Json.createObjectBuilder(new HashMap<String, Object>(query)))
                .add("headers", names)
                .add("body", body));
    }

    /** The token that a page of the shop gets for the customer who is logged in. */
    String customerToken(long user) {
        return rest(user, true, "GET", "gather/v1/customer-token", Map.of(), Map.of(), "")
                .getJsonObject("data")
                .getString("token");
    }

    /** What one of each line costs, as prices are entered in the shop. */
    List<BigDecimal> prices(long user, List<StubOrder.Item> items, String token) {
        JsonArray prices = ask(Json.createObjectBuilder()
                        .add("do", "totals")
                        .add("user", user)
                        .add("lines", lines(items, token)))
                .getJsonArray("prices");
        return new ArrayList<>(
                prices.getValuesAs((jakarta.json.JsonString price) -> new BigDecimal(price.getString())));
    }

    /** What the plugin puts on an order; refused where a price was used up by another. */
    Map<String, String> placed(long user, StubOrder order, String token, Map<String, String> evidence) {
        JsonObject answer = ask(Json.createObjectBuilder()
                .add("do", "order")
                .add("user", user)
                .add("order", order.id)
                .add("evidence", Json.createObjectBuilder(new HashMap<String, Object>(evidence)))
                .add("lines", lines(order.items, token)));
        return meta(answer);
    }

    /** Changes an order's meta data as the plugin does when its status changes. */
    void changed(StubOrder order, String status) {
        JsonObject answer = ask(Json.createObjectBuilder()
                .add("do", "status")
                .add("order", order.id)
                .add("to", status));
        order.meta.putAll(meta(answer));
        answer.getJsonArray("gone")
                .getValuesAs(jakarta.json.JsonString::getString)
                .forEach(order.meta::remove);
    }

    /** Calls a hook of WooCommerce with numbers. */
    void hook(String name, long... given) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        for (long number : given) {
            numbers.add(number);
        }
        ask(Json.createObjectBuilder().add("do", "changed").add("hook", name).add("given", numbers));
    }

    /** Where the plugin sends its notifications, as its settings page keeps it; empty for nowhere. */
    void notifyTo(String url) {
        ask(Json.createObjectBuilder().add("do", "hook").add("url", url));
    }

    private static JsonArrayBuilder lines(List<StubOrder.Item> items, String token) {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        for (StubOrder.Item item : items) {
            lines.add(Json.createObjectBuilder()
                    .add("product", item.product)
                    .add("variation", item.variation)
                    .add("quantity", item.quantity)
                    .add("price", item.entered.toPlainString())
                    .add("token", token == null ? "" : token));
        }
        return lines;
    }

    private static Map<String, String> meta(JsonObject answer) {
        Map<String, String> meta = new HashMap<>();
        answer.getJsonObject("meta")
                .forEach((key, value) -> meta.put(key, ((jakarta.json.JsonString) value).getString()));
        return meta;
    }

    private synchronized JsonObject ask(JsonObjectBuilder question) {
        try {
            questions.write(question.build() + "\n");
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("PHP has ended");
            }
            try (JsonReader reader = Json.createReader(new StringReader(line))) {
                JsonObject answer = reader.readObject();
                if (answer.containsKey("error")) {
                    throw new IllegalStateException(answer.getString("error"));
                }
                if (answer.containsKey("refused")) {
                    throw new Refused(answer);
                }
                return answer;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        php.destroy();
        try {
            php.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
