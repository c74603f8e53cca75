package shop.gather.adapter.woocommerce;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.gather.adapter.support.Urls;
import shop.gather.tck.ShopProperties;

/** The REST API v3 of a WooCommerce that runs already, called with an administrator's key. */
final class RunningShop {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String api = ShopProperties.url() + "/wp-json/wc/v3/";
    private final String key = ShopProperties.required("shop.key");
    private final String secret = ShopProperties.required("shop.secret");

    /** What the shop says no with. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    JsonObject get(String path) {
        return send("GET", path, Map.of(), null).asJsonObject();
    }

    List<JsonObject> list(String path, Map<String, String> query) {
        return send("GET", path, query, null).asJsonArray().getValuesAs(JsonObject.class);
    }

    JsonObject post(String path, JsonObject body) {
        return send("POST", path, Map.of(), body).asJsonObject();
    }

    JsonObject put(String path, JsonObject body) {
        return send("PUT", path, Map.of(), body).asJsonObject();
    }

    private JsonValue send(String method, String path, Map<String, String> query, JsonObject body) {
        boolean encrypted = api.startsWith("https:");
        Map<String, String> all = encrypted
                ? query
                : new OAuth(key, secret)
                        .signed(
                                method,
                                api + path,
                                query,
                                Instant.now().getEpochSecond(),
                                UUID.randomUUID().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(api + path + (all.isEmpty() ? "" : "?" + Urls.query(all))))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (encrypted) {
            String credentials = key + ":" + secret;
            request.header(
                    "authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new Refused(method + " " + path + " answered " + response.statusCode() + " " + response.body());
            }
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readValue();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
