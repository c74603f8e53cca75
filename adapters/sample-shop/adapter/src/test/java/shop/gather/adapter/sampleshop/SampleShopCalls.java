package shop.gather.adapter.sampleshop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Calls the API of a sample shop as a storefront or an owner does. Thread-safe. */
final class SampleShopCalls {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    SampleShopCalls(URI base) {
        this.base = base;
    }

    /** @param token null for none */
    JsonObject get(String path, String token) {
        return send("GET", path, token, HttpRequest.BodyPublishers.noBody());
    }

    JsonObject post(String path, String token, JsonObject body) {
        return send("POST", path, token, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    JsonObject put(String path, String token, JsonObject body) {
        return send("PUT", path, token, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    void delete(String path, String token) {
        send("DELETE", path, token, HttpRequest.BodyPublishers.noBody());
    }

    private JsonObject send(String method, String path, String token, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "owner:" + UUID.randomUUID())
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new SampleShopRefusal(answer.statusCode(), answer.body());
            }
            return answer.body().isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : parsed(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static JsonObject parsed(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
