package shop.gather.adapter.support;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reads fields of a shop's answer. A method that returns a plain value requires the field: if it is missing or of
 * another kind, it throws {@code BAD_ANSWER} and names the field. A method whose name begins with {@code optional}
 * returns empty instead.
 */
public final class Fields {

    private Fields() {}

    /** A text, or a number as the shop wrote it: some shops write ids as numbers. */
    public static String text(JsonObject object, String name) {
        return optionalText(object, name).orElseThrow(() -> unreadable(name));
    }

    public static Optional<String> optionalText(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
    }

    /** Whether the field is a text or number that equals {@code value}. */
    public static boolean has(JsonObject object, String name, String value) {
        return optionalText(object, name).filter(value::equals).isPresent();
    }

    /** The texts of a list; empty if the list is missing. */
    public static List<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .toList()
                : List.of();
    }

    /** A whole number. */
    public static long number(JsonObject object, String name) {
        try {
            return decimal(object, name).longValueExact();
        } catch (ArithmeticException notWhole) {
            throw unreadable(name);
        }
    }

    /** A decimal, written as a number or as text. */
    public static BigDecimal decimal(JsonObject object, String name) {
        return optionalDecimal(object, name).orElseThrow(() -> unreadable(name));
    }

    /** Empty for a missing field and for an empty text. A text that is not a decimal is {@code BAD_ANSWER}. */
    public static Optional<BigDecimal> optionalDecimal(JsonObject object, String name) {
        try {
            return optionalText(object, name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(BigDecimal::new);
        } catch (NumberFormatException notADecimal) {
            throw unreadable(name);
        }
    }

    /** A required boolean. */
    public static boolean flag(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw unreadable(name);
        }
        return value == JsonValue.TRUE;
    }

    /** False if the field is false or missing. */
    public static boolean isTrue(JsonObject object, String name) {
        return object.get(name) == JsonValue.TRUE;
    }

    public static JsonObject object(JsonObject object, String name) {
        return optionalObject(object, name).orElseThrow(() -> unreadable(name));
    }

    public static Optional<JsonObject> optionalObject(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? Optional.of(inner) : Optional.empty();
    }

    /** The objects of a required list. */
    public static List<JsonObject> list(JsonObject object, String name) {
        if (object.get(name) instanceof JsonArray) {
            return objects(object, name);
        }
        throw unreadable(name);
    }

    /** The objects of a list, without the nulls in it; empty if the list is missing. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        if (!(object.get(name) instanceof JsonArray array)) {
            return List.of();
        }
        List<JsonValue> values =
                array.stream().filter(value -> value != JsonValue.NULL).toList();
        if (!values.stream().allMatch(JsonObject.class::isInstance)) {
            throw unreadable(name);
        }
        return values.stream().map(JsonValue::asJsonObject).toList();
    }

    /** An instant in ISO 8601, for example {@code 2026-11-22T10:00:00Z}. */
    public static Instant instant(JsonObject object, String name) {
        return optionalInstant(object, name).orElseThrow(() -> unreadable(name));
    }

    public static Optional<Instant> optionalInstant(JsonObject object, String name) {
        try {
            return optionalText(object, name).map(Instant::parse);
        } catch (DateTimeParseException notAnInstant) {
            throw unreadable(name);
        }
    }

    /** A currency code, in upper or lower case. */
    public static CurrencyUnit currency(JsonObject object, String name) {
        return currency(text(object, name));
    }

    /** @see #currency(JsonObject, String) */
    public static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code.toUpperCase(Locale.ROOT));
        } catch (IllegalCurrencyException unknown) {
            throw new ShopException(ShopError.BAD_ANSWER, "unknown currency " + code, unknown);
        }
    }

    /** The failure of an answer whose field {@code name} is missing or wrong. */
    public static ShopException unreadable(String name) {
        return new ShopException(ShopError.BAD_ANSWER, "the shop's answer cannot be understood: field " + name);
    }
}
