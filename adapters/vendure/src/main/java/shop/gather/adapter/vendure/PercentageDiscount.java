package shop.gather.adapter.vendure;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Vendure's promotion action {@code products_percentage_discount} for one variant. Vendure takes the percentage of a unit's price, rounds it to the
 * smallest unit and multiplies by the quantity, so that a percentage with enough decimals takes off an exact amount.
 *
 * @param variantIds as Vendure writes them: a JSON list
 */
record PercentageDiscount(BigDecimal percent, String variantIds) {

    private static final String CODE = "products_percentage_discount";
    private static final int DECIMALS = 9;

    static PercentageDiscount between(long unit, long target, String variantId) {
        BigDecimal percent = BigDecimal.valueOf(unit - target)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(unit), DECIMALS, RoundingMode.HALF_UP);
        JsonArrayBuilder ids = Json.createArrayBuilder().add(variantId);
        return new PercentageDiscount(percent, ids.build().toString());
    }

    static Optional<PercentageDiscount> read(JsonObject action) {
        if (!Fields.text(action, "code").equals(CODE)) {
            return Optional.empty();
        }
        String percent = argument(action, "discount");
        return percent.matches("\\d{1,3}(\\.\\d+)?")
                ? Optional.of(new PercentageDiscount(new BigDecimal(percent), argument(action, "productVariantIds")))
                : Optional.empty();
    }

    private static String argument(JsonObject action, String name) {
        return Fields.objects(action, "args").stream()
                .filter(argument -> Fields.text(argument, "name").equals(name))
                .map(argument -> Fields.text(argument, "value"))
                .findFirst()
                .orElse("");
    }

    boolean isFor(String variantId) {
        return variantIds.contains("\"" + variantId + "\"");
    }

    long of(long unit) {
        return percent.multiply(BigDecimal.valueOf(unit))
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    JsonObjectBuilder action() {
        return Json.createObjectBuilder()
                .add("code", CODE)
                .add(
                        "arguments",
                        Json.createArrayBuilder()
                                .add(argument("discount", percent.toPlainString()))
                                .add(argument("productVariantIds", variantIds)));
    }

    static JsonObjectBuilder argument(String name, String value) {
        return Json.createObjectBuilder().add("name", name).add("value", value);
    }
}
