package shop.gather.adapter.support;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopHttp;

/**
 * Parses, builds and sends JSON. The factories are looked up once: {@code Json.createReader} and similar methods search
 * the class path on every call. Thread-safe.
 */
public final class JsonText {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private JsonText() {}

    /** The value that a text holds; empty if the text is not JSON. */
    public static Optional<JsonValue> parsed(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException notJson) {
            return Optional.empty();
        }
    }

    /** The object that a text holds; empty if the text is not JSON, or holds something else. */
    public static Optional<JsonObject> parsedObject(String text) {
        return parsed(text).filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject);
    }

    /** A new object to fill. */
    public static JsonObjectBuilder object() {
        return BUILDERS.createObjectBuilder();
    }

    /** A new list to fill. */
    public static JsonArrayBuilder array() {
        return BUILDERS.createArrayBuilder();
    }

    /**
     * A request that accepts JSON.
     *
     * @param headers those of the shop, in lower case
     * @param body JSON; null for none
     */
    public static ShopHttp.Request request(String method, URI uri, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("accept", "application/json");
        if (body != null) {
            all.put("content-type", "application/json");
        }
        return new ShopHttp.Request(method, uri, all, body);
    }
}
