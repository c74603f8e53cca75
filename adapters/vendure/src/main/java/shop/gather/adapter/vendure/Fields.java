package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reads fields of Vendure's answers; a field of an unexpected kind means that the answer cannot be understood. */
final class Fields {

    private Fields() {}

    static String text(JsonObject object, String name) {
        return optionalText(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<String> optionalText(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        return value instanceof jakarta.json.JsonString string
                ? Optional.of(string.getString())
                : Optional.of(value.toString());
    }

    static long number(JsonObject object, String name) {
        if (object.get(name) instanceof jakarta.json.JsonNumber number) {
            return number.longValue();
        }
        throw unreadable(name);
    }

    static boolean flag(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw unreadable(name);
    }

    static JsonObject object(JsonObject object, String name) {
        return optionalObject(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<JsonObject> optionalObject(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? Optional.of(inner) : Optional.empty();
    }

    /** Empty also where the field is null or absent. */
    static List<JsonObject> objects(JsonObject object, String name) {
        if (!(object.get(name) instanceof jakarta.json.JsonArray array)) {
            return List.of();
        }
        if (!array.stream().allMatch(JsonObject.class::isInstance)) {
            throw unreadable(name);
        }
        return array.getValuesAs(JsonObject.class);
    }

    static List<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof jakarta.json.JsonArray array
                ? array.getValuesAs(jakarta.json.JsonString::getString)
                : List.of();
    }

    static Instant instant(JsonObject object, String name) {
        return optionalInstant(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<Instant> optionalInstant(JsonObject object, String name) {
        try {
            return optionalText(object, name).map(Instant::parse);
        } catch (DateTimeParseException notAnInstant) {
            throw unreadable(name);
        }
    }

    private static ShopException unreadable(String name) {
        return new ShopException(ShopError.BAD_ANSWER, "the shop's answer cannot be understood: field " + name);
    }
}
