package shop.gather.adapter.vendure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;

/**
 * Vendure's promotion action {@code products_percentage_discount} for one variant. Vendure takes the percentage of a
 * unit's price, rounds it to the smallest unit and multiplies by the quantity, so that a percentage with enough
 * decimals takes off an exact amount.
 *
 * @param variantIds the variants with the discount
 */
record PercentageDiscount(BigDecimal percent, Set<String> variantIds) {

    private static final String CODE = "products_percentage_discount";
    private static final int DECIMALS = 9;

    static PercentageDiscount between(long unit, long target, String variantId) {
        BigDecimal percent = BigDecimal.valueOf(unit - target)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(unit), DECIMALS, RoundingMode.HALF_UP);
        return new PercentageDiscount(percent, Set.of(variantId));
    }

    static Optional<PercentageDiscount> read(JsonObject action) {
        if (!Fields.text(action, "code").equals(CODE)) {
            return Optional.empty();
        }
        String percent = argument(action, "discount");
        return percent.matches("-?\\d{1,3}(\\.\\d+)?")
                ? Optional.of(
                        new PercentageDiscount(new BigDecimal(percent), ids(argument(action, "productVariantIds"))))
                : Optional.empty();
    }

    /** Vendure accepts a JSON list of strings and returns a list of numbers if its ids are numbers. */
    private static Set<String> ids(String list) {
        return Arrays.stream(list.replaceAll("[\\[\\]\"\\s]", "").split(",")).collect(Collectors.toSet());
    }

    private static String argument(JsonObject action, String name) {
        return Fields.objects(action, "args").stream()
                .filter(argument -> Fields.text(argument, "name").equals(name))
                .map(argument -> Fields.text(argument, "value"))
                .findFirst()
                .orElse("");
    }

    /** The action that reverses this discount. */
    PercentageDiscount undone() {
        return new PercentageDiscount(percent.negate(), variantIds);
    }

    boolean isFor(String variantId) {
        return variantIds.contains(variantId);
    }

    long of(long unit) {
        return percent.multiply(BigDecimal.valueOf(unit))
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    JsonObjectBuilder action() {
        return JsonText.object()
                .add("code", CODE)
                .add(
                        "arguments",
                        JsonText.array()
                                .add(argument("discount", percent.toPlainString()))
                                .add(argument(
                                        "productVariantIds",
                                        Json.createArrayBuilder(variantIds)
                                                .build()
                                                .toString())));
    }

    static JsonObjectBuilder argument(String name, String value) {
        return JsonText.object().add("name", name).add("value", value);
    }
}
