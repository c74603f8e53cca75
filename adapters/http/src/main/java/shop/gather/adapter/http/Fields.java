package shop.gather.adapter.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Reads fields of the shop's answers. A field that violates the contract makes the answer unreadable; the message names
 * the field.
 */
final class Fields {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
    private static final Pattern SIGNED_AMOUNT = Pattern.compile("-?" + AMOUNT);
    private static final int MOST_DIGITS = 9;
    private static final int MOST_DECIMALS = 6;

    private Fields() {}

    static String text(JsonObject object, String name) {
        return optionalText(object, name).orElseThrow(() -> unreadable(name, "is missing"));
    }

    static Optional<String> optionalText(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        throw unreadable(name, "is not a string");
    }

    static String id(JsonObject object, String name) {
        return checkedId(text(object, name), name);
    }

    static Optional<String> optionalId(JsonObject object, String name) {
        return optionalText(object, name).map(id -> checkedId(id, name));
    }

    static List<String> ids(JsonObject object, String name) {
        return texts(object, name).stream().map(id -> checkedId(id, name)).toList();
    }

    static List<String> texts(JsonObject object, String name) {
        return array(object, name).stream().map(value -> string(value, name)).toList();
    }

    static String string(JsonValue value, String name) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw unreadable(name, "holds something that is not a string");
    }

    static int number(JsonObject object, String name) {
        return optionalNumber(object, name).orElseThrow(() -> unreadable(name, "is missing"));
    }

    static Optional<Integer> optionalNumber(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        try {
            if (value instanceof JsonNumber number) {
                return Optional.of(number.intValueExact());
            }
        } catch (ArithmeticException notAWholeNumber) {
            throw unreadable(name, "is not a whole number");
        }
        throw unreadable(name, "is not a number");
    }

    static boolean flag(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw unreadable(name, "is neither true nor false");
    }

    static JsonObject object(JsonObject object, String name) {
        if (object.get(name) instanceof JsonObject inner) {
            return inner;
        }
        throw unreadable(name, "is not an object");
    }

    static Optional<JsonObject> optionalObject(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value == null || value == JsonValue.NULL ? Optional.empty() : Optional.of(object(object, name));
    }

    static List<JsonObject> objects(JsonObject object, String name) {
        JsonArray array = array(object, name);
        if (array.stream().allMatch(JsonObject.class::isInstance)) {
            return array.getValuesAs(JsonObject.class);
        }
        throw unreadable(name, "holds something that is not an object");
    }

    static Instant instant(JsonObject object, String name) {
        return optionalInstant(object, name).orElseThrow(() -> unreadable(name, "is missing"));
    }

    static Optional<Instant> optionalInstant(JsonObject object, String name) {
        try {
            return optionalText(object, name).map(Instant::parse);
        } catch (DateTimeParseException notAnInstant) {
            throw unreadable(name, "is not an instant");
        }
    }

    static <E extends Enum<E>> E constant(JsonObject object, String name, Class<E> kind) {
        String text = text(object, name);
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> unreadable(name, "is not one that the contract knows"));
    }

    static CurrencyUnit currency(String code, String name) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException unknown) {
            throw unreadable(name, "is not a currency");
        }
    }

    static <E extends Enum<E>> Optional<E> optionalConstant(JsonObject object, String name, Class<E> kind) {
        return optionalText(object, name).map(any -> constant(object, name, kind));
    }

    /** A quantity, at least zero; a decimal if the shop sells by weight or length. */
    static BigDecimal quantity(JsonObject object, String name) {
        if (object.get(name) instanceof JsonNumber number) {
            BigDecimal quantity = number.bigDecimalValue().stripTrailingZeros();
            if (quantity.signum() >= 0
                    && quantity.scale() <= MOST_DECIMALS
                    && quantity.precision() - quantity.scale() <= MOST_DIGITS) {
                return quantity;
            }
            throw unreadable(name, "is not a quantity");
        }
        throw unreadable(name, "is not a number");
    }

    /** An amount in any currency, at least zero. */
    static Money money(JsonObject object, String name) {
        return money(object, name, AMOUNT);
    }

    private static Money money(JsonObject object, String name, Pattern form) {
        JsonObject money = object(object, name);
        CurrencyUnit currency = currency(text(money, "currency"), name);
        String amount = text(money, "amount");
        if (!form.matcher(amount).matches()) {
            throw unreadable(name, "is not a decimal amount");
        }
        try {
            return Money.of(currency, new BigDecimal(amount));
        } catch (ArithmeticException tooFine) {
            throw unreadable(name, "has more decimals than " + currency);
        }
    }

    static Optional<Money> optionalMoney(JsonObject object, String name, CurrencyUnit currency) {
        JsonValue value = object.get(name);
        return value == null || value == JsonValue.NULL ? Optional.empty() : Optional.of(money(object, name, currency));
    }

    /** An amount in a given currency, at least zero. */
    static Money money(JsonObject object, String name, CurrencyUnit currency) {
        return inCurrency(money(object, name, AMOUNT), name, currency);
    }

    /** An amount in a given currency, which may be negative. */
    static Money signedMoney(JsonObject object, String name, CurrencyUnit currency) {
        return inCurrency(money(object, name, SIGNED_AMOUNT), name, currency);
    }

    private static Money inCurrency(Money money, String name, CurrencyUnit currency) {
        if (!money.getCurrencyUnit().equals(currency)) {
            throw unreadable(name, "must be an amount of " + currency);
        }
        return money;
    }

    static ShopException unreadable(String name, String why) {
        return new ShopException(
                ShopError.BAD_ANSWER, "the shop's answer does not follow Gather's contract: " + name + " " + why);
    }

    private static JsonArray array(JsonObject object, String name) {
        if (object.get(name) instanceof JsonArray array) {
            return array;
        }
        throw unreadable(name, "is not a list");
    }

    private static String checkedId(String id, String name) {
        if (Ids.isId(id)) {
            return id;
        }
        throw unreadable(name, "is not an id");
    }
}
