package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;
import shop.gather.it.isolation.Matrix;
import shop.gather.it.isolation.Row;
import shop.gather.it.isolation.World;

/**
 * The description and the answers agree: each field that a method needs is named when it is missing, all of them at
 * once, and each text that may have so many characters is refused with one more.
 */
class RequiredFieldsIT {

    private static World store;
    private static JsonObject schemas;

    /** The schema of the body, by method. */
    private static Map<String, JsonObject> bodies;

    private static Map<String, Row> rows;

    @BeforeAll
    static void read() {
        store = World.on(Shared.postgres());
        rows = new HashMap<>();
        Matrix.rows(store).forEach(row -> rows.put(row.endpoint(), row));
        JsonObject description = store.caller("anonymous")
                .send("GET", "/openapi", null, Map.of("Accept", "application/json"))
                .json();
        schemas = description.getJsonObject("components").getJsonObject("schemas");
        bodies = new TreeMap<>();
        rows.keySet().forEach(endpoint -> {
            String[] address = endpoint.split(" ");
            JsonObject operation = description
                    .getJsonObject("paths")
                    .getJsonObject(address[1])
                    .getJsonObject(address[0].toLowerCase(java.util.Locale.ROOT));
            // A notification is a text of the shop's, with no schema of ours.
            JsonValue reference = operation.getJsonObject("requestBody") == null
                    ? null
                    : operation.getJsonObject("requestBody").getJsonObject("content").values().stream()
                            .map(media -> media.asJsonObject().getJsonObject("schema"))
                            .filter(schema -> schema != null && schema.containsKey("$ref"))
                            .map(schema -> schema.get("$ref"))
                            .findFirst()
                            .orElse(null);
            if (reference instanceof JsonString name) {
                bodies.put(endpoint, schemas.getJsonObject(name.getString().replaceAll(".*/", "")));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> allMissingFieldsAreNamedAtOnce() {
        List<String> takers = takers(schema -> schema.containsKey("required"));
        Counts.executed("methods that need fields", takers.size(), 16);
        return takers.stream()
                .map(taker -> dynamicTest(taker, () -> {
                    List<String> required =
                            bodies.get(taker).getJsonArray("required").getValuesAs(JsonString.class).stream()
                                    .map(JsonString::getString)
                                    .toList();
                    Api.Answer answer = send(rows.get(taker), JsonValue.EMPTY_JSON_OBJECT);
                    isInvalid(answer);
                    assertThat(pointers(answer))
                            .as(answer.body())
                            .containsExactlyInAnyOrderElementsOf(
                                    required.stream().map(field -> "#/" + field).toList());
                    assertThat(answer.json().getString("detail")).contains(required);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aTextWithOneCharacterMoreIsNamed() {
        List<String> takers = takers(schema -> longest(schema).findAny().isPresent());
        Counts.executed("methods that take texts", takers.size(), 14);
        return takers.stream()
                .map(taker -> dynamicTest(taker, () -> {
                    JsonObject schema = bodies.get(taker);
                    List<String> texts = longest(schema).toList();
                    JsonObjectBuilder body =
                            Json.createObjectBuilder(rows.get(taker).body().apply(store::id));
                    texts.forEach(text -> body.add(
                            text,
                            "x"
                                    .repeat(schema.getJsonObject("properties")
                                                    .getJsonObject(text)
                                                    .getInt("maxLength")
                                            + 1)));
                    Api.Answer answer = send(rows.get(taker), body.build());
                    isInvalid(answer);
                    assertThat(pointers(answer))
                            .as(answer.body())
                            .containsExactlyInAnyOrderElementsOf(
                                    texts.stream().map(text -> "#/" + text).toList());
                }));
    }

    private static void isInvalid(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-value");
        assertThat(ClearProblem.wrongWith(answer)).as(answer.toString()).isEmpty();
    }

    private static List<String> pointers(Api.Answer answer) {
        return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("pointer"))
                .toList();
    }

    private static Stream<String> longest(JsonObject schema) {
        return schema.getJsonObject("properties").entrySet().stream()
                .filter(property -> property.getValue().asJsonObject().containsKey("maxLength"))
                .map(Map.Entry::getKey);
    }

    private static List<String> takers(Predicate<JsonObject> wanted) {
        return bodies.keySet().stream()
                .filter(taker -> wanted.test(bodies.get(taker)))
                .toList();
    }

    private static Api.Answer send(Row row, JsonObject body) {
        return store.caller(row.caller())
                .send(
                        row.verb(),
                        row.path(store::id),
                        body.toString(),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }
}
