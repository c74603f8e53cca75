package shop.gather.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The OpenAPI document, as a judge of what both sides send. Thread-safe. */
final class ContractDocument {

    private static final ContractDocument CONTRACT = new ContractDocument();

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ContractDocument() {
        document = read();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(verb -> operations.add(new Operation(
                        verb.getValue().get("operationId").asText(),
                        verb.getKey().toUpperCase(Locale.ROOT),
                        Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")),
                        verb.getValue()))));
    }

    static ContractDocument contract() {
        return CONTRACT;
    }

    /** One operation of the document. */
    record Operation(String id, String method, Pattern path, JsonNode node) {

        /** The capability that it belongs to, or {@code required}. */
        String tag() {
            return node.get("tags").get(0).asText();
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /**
     * @param target path and query after the base address
     * @throws AssertionError if there is none
     */
    Operation operation(String method, String target) {
        String path = target.split("\\?", 2)[0];
        return operations.stream()
                .filter(each -> each.method().equals(method)
                        && each.path().matcher(path).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation of the contract: " + method + " " + target));
    }

    /** Fails unless the body is what the operation takes, and is there exactly if it takes one. */
    void requireRequest(Operation operation, String body) {
        JsonNode taken = resolved(operation.node().path("requestBody"));
        if (taken.isMissingNode() != (body == null)) {
            throw new AssertionError(operation.id() + " with body " + body);
        }
        if (body != null) {
            require(operation.id() + " request", content(taken, "application/json"), body);
        }
    }

    /** Fails unless the answer has a status and a body that the document says. */
    void requireAnswer(Operation operation, int status, String type, String body) {
        JsonNode answers = operation.node().get("responses");
        JsonNode answer = resolved(
                answers.has(Integer.toString(status)) ? answers.get(Integer.toString(status)) : answers.get("default"));
        String wanted = answer.get("content").fieldNames().next();
        if (!type.equals(wanted + "; charset=utf-8")) {
            throw new AssertionError(operation.id() + " answered " + status + " as " + type);
        }
        require(operation.id() + " answer", content(answer, wanted), body);
    }

    /** Fails unless this is a notification as the document says. */
    void requireNotification(String body) {
        JsonNode taken = document.at("/webhooks/orderChanged/post/requestBody");
        require("notification", content(taken, "application/json"), body);
    }

    private static JsonNode content(JsonNode holder, String type) {
        return holder.get("content").get(type).get("schema");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void require(String what, JsonNode schema, String body) {
        try {
            Set<ValidationMessage> flaws =
                    compiled.computeIfAbsent(schema, this::compile).validate(json.readTree(body));
            if (!flaws.isEmpty()) {
                throw new AssertionError(what + " breaks the contract: " + flaws + " in " + body);
            }
        } catch (IOException notJson) {
            throw new AssertionError(what + " is not JSON: " + body, notJson);
        }
    }

    /** Stands beside the document's components, so that their references lead somewhere. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.putArray("allOf").add(schema);
        alone.set("components", document.get("components"));
        return schemas.getSchema(
                alone,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(Path.of("contract", "openapi.yaml")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
