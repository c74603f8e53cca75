package shop.sample.platform;

import jakarta.inject.Singleton;
import jakarta.json.JsonReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;

/** Reads and writes JSON. Thread-safe. */
@Singleton
public class Json {

    private final Jsonb jsonb = JsonbBuilder.create();

    /**
     * A request as a record.
     *
     * @throws Problem if it is missing or not such an object
     */
    public <T> T request(String body, Class<T> type) {
        if (body == null || body.isBlank()) {
            throw Problem.invalid("the request needs a JSON body");
        }
        T request;
        try {
            requireWhole(body);
            request = jsonb.fromJson(body, type);
        } catch (RuntimeException e) {
            throw Problem.invalid("the body cannot be read as JSON of this request");
        }
        if (request == null) {
            throw Problem.invalid("the body must be a JSON object");
        }
        return request;
    }

    /**
     * The parser below JSON-B never comes back from a list that is opened in an unknown field and not closed
     * (eclipse-ee4j/parsson, issue 23).
     */
    private static void requireWhole(String body) {
        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(body))) {
            reader.readValue();
        }
    }

    /** What the shop itself wrote before. */
    public <T> T read(String text, Class<T> type) {
        return jsonb.fromJson(text, type);
    }

    /** The value as JSON; nulls are left out. */
    public String write(Object value) {
        return jsonb.toJson(value);
    }
}
