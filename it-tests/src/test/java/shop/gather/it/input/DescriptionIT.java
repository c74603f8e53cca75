package shop.gather.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.Counts;
import shop.gather.it.fixture.Shared;

/**
 * The description is what clients are generated from: each operation says what it is called, what it answers, and how
 * it fails.
 */
class DescriptionIT {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    private static JsonObject description;
    private static Map<String, JsonObject> operations;

    @BeforeAll
    static void read() {
        description = Api.of(Shared.h2().address(), null)
                .send("GET", "/openapi", null, Map.of("Accept", "application/json"))
                .json();
        operations = new TreeMap<>();
        description.getJsonObject("paths").forEach((path, item) -> item.asJsonObject()
                .forEach((verb, operation) -> {
                    if (VERBS.contains(verb)) {
                        operations.put(verb.toUpperCase(Locale.ROOT) + " " + path, operation.asJsonObject());
                    }
                }));
        Counts.executed("described operations", operations.size(), 100);
    }

    /** By a Host header the page would lead elsewhere, with the key that a person enters there. */
    @Test
    void thePageToTryItRedirectsRelatively() throws IOException {
        URI gather = Shared.h2().address();
        try (Socket socket = new Socket(gather.getHost(), gather.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 302").doesNotContain("evil");
            assertThat(answer.lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location:")))
                    .containsExactly("Location: docs/");
        }
    }

    @Test
    void theFirstServerIsThisDeployment() {
        assertThat(description.getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo("/");
    }

    @Test
    void eachOperationHasANameOfItsOwnAndASummary() {
        Map<String, String> byId = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        operations.forEach((address, operation) -> {
            String id = operation.getString("operationId", "");
            String other = byId.put(id, address);
            if (!id.matches("[a-z][A-Za-z0-9]+") || other != null) {
                wrong.add(address + " is called " + id + (other == null ? "" : " as is " + other));
            }
            if (operation.getString("summary", "").isBlank()) {
                wrong.add(address + " has no summary");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachOperationSaysWhatItAnswers() {
        List<String> wrong = new ArrayList<>();
        operations.forEach((address, operation) -> {
            Map<String, JsonValue> successes = new TreeMap<>(operation.getJsonObject("responses"));
            successes.keySet().removeIf(status -> !status.matches("[23].."));
            if (successes.isEmpty()) {
                wrong.add(address + " never succeeds");
            }
            successes.forEach((status, response) -> {
                if (!status.matches("202|204|3..") && !isDescribed(response.asJsonObject())) {
                    wrong.add(address + " does not describe its " + status);
                }
            });
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachOperationSaysHowItFails() {
        List<String> wrong = new ArrayList<>();
        operations.forEach((address, operation) -> {
            Set<String> expected = new TreeSet<>(Set.of("500"));
            if (operation.containsKey("security")) {
                expected.addAll(Set.of("401", "403", "429"));
            }
            if (operation.containsKey("requestBody")) {
                expected.addAll(Set.of("400", "413", "415"));
            }
            if (address.contains("{")) {
                expected.add("404");
            }
            JsonObject responses = operation.getJsonObject("responses");
            for (String status : expected) {
                if (!responses.containsKey(status)) {
                    wrong.add(address + " does not tell of " + status);
                }
            }
            responses.forEach((status, response) -> {
                if (status.matches("[45]..") && !address.startsWith("HEAD ") && !isProblem(response.asJsonObject())) {
                    wrong.add(address + " answers " + status + " with no problem");
                }
            });
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void noSchemaIsMissingOrEmptyOrNamedTwice() {
        JsonObject schemas = description.getJsonObject("components").getJsonObject("schemas");
        List<String> wrong = new ArrayList<>();
        references(description, "#").forEach((place, reference) -> {
            if (!schemas.containsKey(reference.replace("#/components/schemas/", ""))) {
                wrong.add(place + " refers to " + reference);
            }
        });
        schemas.forEach((name, schema) -> {
            if (!name.matches("([A-Z][a-z0-9]+)+") || name.matches(".*?([A-Z][a-z0-9]+)\\1.*")) {
                wrong.add(name + " is no name");
            }
            JsonObject properties = schema.asJsonObject().getJsonObject("properties");
            if (properties == null || properties.isEmpty()) {
                wrong.add(name + " is empty");
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Where a schema is referred to, with the reference. */
    private static Map<String, String> references(JsonValue value, String place) {
        Map<String, String> found = new TreeMap<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, part) -> {
                if (name.equals("$ref") && part instanceof JsonString reference) {
                    found.put(place, reference.getString());
                }
                found.putAll(references(part, place + "/" + name));
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                found.putAll(references(array.get(i), place + "/" + i));
            }
        }
        return found;
    }

    private static boolean isDescribed(JsonObject response) {
        JsonObject content = response.getJsonObject("content");
        return content != null
                && !content.isEmpty()
                && content.values().stream().allMatch(media -> !media.asJsonObject()
                        .getOrDefault("schema", Json.createObjectBuilder().build())
                        .asJsonObject()
                        .isEmpty());
    }

    private static boolean isProblem(JsonObject response) {
        return response.toString().contains("\"application/problem+json\"")
                && response.toString().contains("#/components/schemas/Problem\"");
    }
}
