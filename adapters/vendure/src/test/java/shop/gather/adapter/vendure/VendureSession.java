package shop.gather.adapter.vendure;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One visitor or administrator at a Vendure server, spoken to as a browser does: nothing of the adapter is used here.
 */
final class VendureSession {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI api;
    private volatile String token;

    /** @param token of a session that exists; null for a new one */
    VendureSession(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    String token() {
        return token;
    }

    /** The data of the answer; any GraphQL error fails. */
    JsonObject send(String document, Map<String, ? extends JsonValue> variables) {
        JsonObject body = Json.createObjectBuilder()
                .add("query", document)
                .add("variables", Json.createObjectBuilder(new HashMap<String, Object>(variables)))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(api)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().firstValue("vendure-auth-token").ifPresent(given -> token = given);
            return data(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The named field of the answer, which must be of the type given. */
    JsonObject expect(String field, String type, String document, Map<String, ? extends JsonValue> variables) {
        JsonObject result = send(document, variables).getJsonObject(field);
        if (result == null || !type.equals(result.getString("__typename", type))) {
            throw new IllegalStateException(field + " answered " + result);
        }
        return result;
    }

    private static JsonObject data(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject answer = reader.readObject();
            if (answer.containsKey("errors")) {
                throw new IllegalStateException("Vendure answered " + answer.get("errors"));
            }
            return answer.getJsonObject("data");
        }
    }
}
