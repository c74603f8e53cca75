package shop.gather.groupbuy.terms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import java.util.Map;
import java.util.TreeMap;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.http.StrictJson;

/**
 * The kinds of one policy, which are the classes that its sealed type permits, and their JSON form: the fields of the
 * record, and {@code policy} with the name of the kind. Thread-safe.
 */
public final class PolicyKinds<P> {

    private static final String NAME = "policy";

    private final String field;
    private final Map<String, Class<? extends P>> kinds = new TreeMap<>();
    /** Equal policies have equal JSON. A page of campaigns holds hundreds of policies. */
    private final Cache<P, JsonObject> written =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private PolicyKinds(String field, Class<P> sealed) {
        this.field = field;
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            kinds.put(kind.getAnnotation(Kind.class).value(), kind.asSubclass(sealed));
        }
    }

    /** @param field the name that requests give the policy, for messages */
    static <P> PolicyKinds<P> of(String field, Class<P> sealed) {
        return new PolicyKinds<>(field, sealed);
    }

    /** @throws ProblemException if there is no such kind, or its fields are invalid */
    public P read(JsonObject json) {
        JsonValue name = json.getOrDefault(NAME, JsonValue.NULL);
        Class<? extends P> kind = name instanceof JsonString text ? kinds.get(text.getString()) : null;
        if (kind == null) {
            throw ProblemException.invalid(
                    field + "." + NAME + " must be one of " + String.join(", ", kinds.keySet()) + ".");
        }
        requireWholeNumbers(json);
        try {
            return StrictJson.codec().fromJson(json.toString(), kind);
        } catch (JsonbException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ProblemException problem) {
                    throw problem;
                }
            }
            throw ProblemException.invalid(
                    field + " has a field of the wrong type; see the API's description of this policy.");
        }
    }

    /** JSON-B would silently truncate other numbers. */
    private void requireWholeNumbers(JsonValue value) {
        if (value instanceof JsonNumber number) {
            try {
                number.bigDecimalValue().intValueExact();
            } catch (ArithmeticException notOne) {
                throw ProblemException.invalid(
                        field + " must hold whole numbers up to " + Integer.MAX_VALUE + "; " + number + " is none.");
            }
        }
        if (value instanceof JsonStructure structure) {
            (structure instanceof JsonObject object ? object.values() : structure.asJsonArray())
                    .forEach(this::requireWholeNumbers);
        }
    }

    public JsonObject write(P policy) {
        return written.get(policy, PolicyKinds::json);
    }

    private static JsonObject json(Object policy) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(NAME, policy.getClass().getAnnotation(Kind.class).value());
        StrictJson.codec()
                .fromJson(StrictJson.codec().toJson(policy), JsonObject.class)
                .forEach(json::add);
        return json.build();
    }
}
