package shop.gather.adapter.medusa;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** One visitor or owner at a Medusa server, spoken to as a browser does: nothing of the adapter is used here. */
final class MedusaSession {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI server;
    private final Map<String, String> headers;

    private MedusaSession(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    /** @param status of HTTP */
    record Answer(int status, JsonObject body) {}

    static MedusaSession owner(MedusaServer server) {
        String key = server.seeded().getString("ownerKey") + ":";
        return new MedusaSession(
                server.uri(),
                Map.of(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))));
    }

    /** @param token of a customer; null for a visitor who is not logged in */
    static MedusaSession visitor(MedusaServer server, String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-publishable-api-key", server.seeded().getString("publishableKey"));
        if (token != null) {
            headers.put("authorization", "Bearer " + token);
        }
        return new MedusaSession(server.uri(), headers);
    }

    JsonObject get(String path) {
        return expect(path, send("GET", path, null));
    }

    JsonObject post(String path, JsonObjectBuilder body) {
        return expect(path, send("POST", path, body));
    }

    /** What the shop answers, also where it refuses. */
    Answer send(String method, String path, JsonObjectBuilder body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        body.build().toString()));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                return new Answer(response.statusCode(), reader.readObject());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonObject expect(String path, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }
}
