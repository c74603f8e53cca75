package shop.gather.adapter.woocommerce;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reads fields of WooCommerce's answers. PHP writes one kind of value now as a number, now as a string; what cannot be meant makes the answer unreadable. */
final class Fields {

    private Fields() {}

    static String text(JsonObject object, String name) {
        return optionalText(object, name).orElseThrow(() -> unreadable(name));
    }

    /** Empty where the field is absent, null, false, an object or a list: PHP knows many ways to say nothing. */
    static Optional<String> optionalText(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
    }

    /** An id; empty where it is 0, as WooCommerce writes nobody and nothing. */
    static Optional<String> optionalId(JsonObject object, String name) {
        return optionalText(object, name).filter(id -> !id.isBlank() && !id.equals("0"));
    }

    static String id(JsonObject object, String name) {
        return optionalId(object, name).orElseThrow(() -> unreadable(name));
    }

    static int number(JsonObject object, String name) {
        return optionalDecimal(object, name).orElseThrow(() -> unreadable(name)).intValue();
    }

    static BigDecimal decimal(JsonObject object, String name) {
        return optionalDecimal(object, name).orElseThrow(() -> unreadable(name));
    }

    /** Empty also for an empty text: a product without a price. */
    static Optional<BigDecimal> optionalDecimal(JsonObject object, String name) {
        try {
            return optionalText(object, name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(BigDecimal::new);
        } catch (NumberFormatException notANumber) {
            throw unreadable(name);
        }
    }

    static boolean flag(JsonObject object, String name) {
        return object.get(name) == JsonValue.TRUE;
    }

    /** Empty also where the field is null or absent. */
    static List<JsonObject> objects(JsonObject object, String name) {
        if (object.get(name) instanceof JsonArray array) {
            if (array.stream().allMatch(JsonObject.class::isInstance)) {
                return array.getValuesAs(JsonObject.class);
            }
            throw unreadable(name);
        }
        return List.of();
    }

    static List<String> texts(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .toList()
                : List.of();
    }

    /** A field that WooCommerce gives in UTC, without saying so. */
    static Instant instant(JsonObject object, String name) {
        return optionalInstant(object, name).orElseThrow(() -> unreadable(name));
    }

    static Optional<Instant> optionalInstant(JsonObject object, String name) {
        try {
            return optionalText(object, name).filter(text -> !text.isBlank()).map(text -> LocalDateTime.parse(
                            text.replaceFirst("Z$", ""))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notAnInstant) {
            throw unreadable(name);
        }
    }

    /** The value of an entry of the field {@code meta_data}; of several with one key the last. */
    static Optional<String> meta(JsonObject object, String key) {
        return objects(object, "meta_data").stream()
                .filter(entry -> optionalText(entry, "key").filter(key::equals).isPresent())
                .reduce((first, second) -> second)
                .flatMap(entry -> optionalText(entry, "value"));
    }

    static ShopException unreadable(String name) {
        return new ShopException(ShopError.BAD_ANSWER, "the shop's answer cannot be understood: field " + name);
    }
}
