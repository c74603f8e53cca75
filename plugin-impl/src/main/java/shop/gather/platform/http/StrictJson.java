package shop.gather.platform.http;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Type;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.platform.Id;
import shop.gather.platform.Ids;

/**
 * Reads the bodies of requests strictly. JSON-B itself silently converts values that do not fit: the text "perhaps"
 * becomes false, 1.5 becomes 1, and 4294967298 becomes 2. Thread-safe.
 */
@Provider
public class StrictJson implements ContextResolver<Jsonb> {

    private static final Jsonb CODEC = JsonbBuilder.create(new JsonbConfig()
            .withDeserializers(new WholeNumber(), new TrueOrFalse(), new Text(), new TextAsId())
            .withSerializers(new IdAsText())
            .withAdapters(new MoneyAsAmount()));

    /** The reader of bodies, for values that are stored in the same form. */
    public static Jsonb codec() {
        return CODEC;
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return CODEC;
    }

    /** An id as the text of its value. */
    static final class IdAsText implements JsonbSerializer<Id> {
        @Override
        public void serialize(Id id, JsonGenerator json, SerializationContext context) {
            json.write(id.toString());
        }
    }

    /** An id of the field's kind, from the text of its value. */
    static final class TextAsId implements JsonbDeserializer<Id> {
        @Override
        public Id deserialize(JsonParser parser, DeserializationContext context, Type type) {
            JsonValue value = parser.getValue();
            if (!(value instanceof JsonString text)) {
                return nullOr(value, "an id");
            }
            UUID id = Ids.parse(text.getString()).orElseThrow(() -> new JsonbException("an id is expected"));
            try {
                return (Id) ((Class<?>) type).getDeclaredConstructor(UUID.class).newInstance(id);
            } catch (ReflectiveOperationException noKind) {
                throw new JsonbException(type + " is no kind of id", noKind);
            }
        }
    }

    /** Money as {@link Amount}; more than zero when it is read. */
    static final class MoneyAsAmount implements JsonbAdapter<Money, Amount> {
        @Override
        public Amount adaptToJson(Money money) {
            return Amount.of(money);
        }

        @Override
        public Money adaptFromJson(Amount amount) {
            return amount.positive("An amount");
        }
    }

    /** A number without a fraction that fits. */
    static final class WholeNumber implements JsonbDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context, Type type) {
            JsonValue value = parser.getValue();
            try {
                return value instanceof JsonNumber number
                        ? Integer.valueOf(number.bigDecimalValue().intValueExact())
                        : nullOr(value, "a number");
            } catch (ArithmeticException other) {
                throw new JsonbException("a whole number is expected", other);
            }
        }
    }

    /** Exactly true or false. */
    static final class TrueOrFalse implements JsonbDeserializer<Boolean> {
        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context, Type type) {
            JsonValue value = parser.getValue();
            if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return value == JsonValue.TRUE;
            }
            return nullOr(value, "true or false");
        }
    }

    /** A text; a number is refused. */
    static final class Text implements JsonbDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context, Type type) {
            JsonValue value = parser.getValue();
            return value instanceof JsonString text ? text.getString() : nullOr(value, "a text");
        }
    }

    private static <T> T nullOr(JsonValue value, String expected) {
        if (value == JsonValue.NULL) {
            return null;
        }
        throw new JsonbException(expected + " is expected");
    }
}
