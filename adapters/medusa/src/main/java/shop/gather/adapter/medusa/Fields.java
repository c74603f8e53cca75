package shop.gather.adapter.medusa;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reads fields of Medusa's answers; a field of an unexpected kind means that the answer cannot be understood. */
final class Fields {

    private Fields() {}

    static String text(JsonObject object, String name) {
        return optionalText(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<String> optionalText(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    static BigDecimal number(JsonObject object, String name) {
        return optionalNumber(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<BigDecimal> optionalNumber(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? Optional.of(number.bigDecimalValue()) : Optional.empty();
    }

    /** False also where the field is null or absent. */
    static boolean flag(JsonObject object, String name) {
        return object.get(name) == JsonValue.TRUE;
    }

    static JsonObject object(JsonObject object, String name) {
        return optionalObject(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<JsonObject> optionalObject(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? Optional.of(inner) : Optional.empty();
    }

    /** The objects of a list that must be there. */
    static List<JsonObject> list(JsonObject object, String name) {
        if (!(object.get(name) instanceof JsonArray)) {
            throw unreadable(name);
        }
        return objects(object, name);
    }

    /** Empty also where the field is null or absent; Medusa leaves null in the place of what was deleted. */
    static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
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

    static ShopException unreadable(String name) {
        return new ShopException(ShopError.BAD_ANSWER, "the shop's answer cannot be understood: field " + name);
    }
}
