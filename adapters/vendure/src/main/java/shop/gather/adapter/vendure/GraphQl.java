package shop.gather.adapter.vendure;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** Sends one GraphQL request and says what came back. Knows nothing of credentials. */
final class GraphQl {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final ShopHttp http;
    private final URI uri;

    GraphQl(ShopHttp http, URI uri) {
        this.http = http;
        this.uri = uri;
    }

    /**
     * @param data empty if the request failed as a whole
     * @param shopTime the shop's clock when it answered, to the second, if it tells
     */
    record Reply(JsonObject data, List<Problem> problems, Map<String, String> headers, Optional<Instant> shopTime) {

        boolean has(String code) {
            return problems.stream().anyMatch(problem -> problem.code().equals(code));
        }
    }

    /** One of GraphQL's errors; the code is Vendure's or Apollo's. */
    record Problem(String code, String message) {}

    Reply send(String document, JsonObject variables, Map<String, String> credentials) {
        Map<String, String> headers = new HashMap<>(credentials);
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json");
        JsonObjectBuilder body =
                Json.createObjectBuilder().add("query", document).add("variables", variables);
        ShopHttp.Answer answer =
                http.send(ShopHttp.Request.post(uri, headers, body.build().toString()));
        check(answer);
        JsonObject parsed = parse(answer.body());
        List<Problem> problems =
                Fields.objects(parsed, "errors").stream().map(GraphQl::problem).toList();
        Optional<JsonObject> data = Fields.optionalObject(parsed, "data");
        if (problems.isEmpty() && (data.isEmpty() || answer.status() / 100 != 2)) {
            throw notGraphQl(null);
        }
        return new Reply(data.orElse(JsonValue.EMPTY_JSON_OBJECT), problems, answer.headers(), shopTime(answer));
    }

    /** Apollo answers 400 with a readable body where a document does not fit the schema: that is for the caller to judge. */
    private void check(ShopHttp.Answer answer) {
        int status = answer.status();
        if (status == 429) {
            throw new ShopException(ShopError.RATE_LIMITED, "the shop asks to slow down", retryAfter(answer), null);
        }
        if (status >= 500) {
            throw new ShopException(ShopError.SHOP_FAILED, "the shop answered " + status, retryAfter(answer), null);
        }
        if (status == 401 || status == 403) {
            throw new ShopException(ShopError.UNAUTHORIZED, "something before the shop refused access: " + status);
        }
        if (status == 404 || status / 100 == 3) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "no Vendure API answers at " + uri + " (status " + status + "): check apiUrl");
        }
    }

    private JsonObject parse(String body) {
        try (JsonReader reader = READERS.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw notGraphQl(notJson);
        }
    }

    private ShopException notGraphQl(JsonException notJson) {
        return new ShopException(ShopError.BAD_ANSWER, "what answers at " + uri + " is not a GraphQL API", notJson);
    }

    private static Problem problem(JsonObject error) {
        String code = Fields.optionalObject(error, "extensions")
                .flatMap(extensions -> Fields.optionalText(extensions, "code"))
                .orElse("");
        return new Problem(code, Fields.optionalText(error, "message").orElse(""));
    }

    private static Duration retryAfter(ShopHttp.Answer answer) {
        String header = answer.headers().get("retry-after");
        return header != null && header.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private static Optional<Instant> shopTime(ShopHttp.Answer answer) {
        try {
            return Optional.ofNullable(answer.headers().get("date"))
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
