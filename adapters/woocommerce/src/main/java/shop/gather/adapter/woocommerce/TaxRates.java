package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.adapter.support.Fields;

/**
 * Computes gross prices for a buyer at the shop's own location. WooCommerce takes one rate of each priority, the most
 * specific, and applies compound rates on top of the others. Rates for single towns and postcodes are ignored, because
 * the shop's own price does not include them.
 *
 * @param factors by tax class, the factor from net to gross
 */
record TaxRates(Map<String, BigDecimal> factors) {

    static final TaxRates NONE = new TaxRates(Map.of());

    private static final String STANDARD = "standard";
    private static final int MOST_RATES = 5_000;

    TaxRates {
        factors = Map.copyOf(factors);
    }

    /** @param place country, or country and state with a colon between */
    static TaxRates read(RestApi api, String place) {
        String country = place.split(":")[0];
        String state = place.contains(":") ? place.substring(place.indexOf(':') + 1) : "";
        Map<String, List<JsonObject>> byClass = api
                .all(
                        "taxes",
                        Map.of("_fields", "id,country,state,postcode,city,rate,priority,compound,order,class"),
                        MOST_RATES)
                .stream()
                .filter(rate -> fits(rate, "country", country) && fits(rate, "state", state))
                .filter(rate -> isEmpty(rate, "postcode") && isEmpty(rate, "city"))
                .collect(Collectors.groupingBy(
                        rate -> Fields.optionalText(rate, "class").orElse(STANDARD)));
        Map<String, BigDecimal> factors = new HashMap<>();
        byClass.forEach((taxClass, rates) -> factors.put(taxClass, factor(rates)));
        return new TaxRates(factors);
    }

    /** @param product a product or variation of the shop */
    BigDecimal factor(JsonObject product) {
        if (!Fields.has(product, "tax_status", "taxable")) {
            return BigDecimal.ONE;
        }
        String taxClass = Fields.optionalText(product, "tax_class")
                .filter(name -> !name.isBlank())
                .orElse(STANDARD);
        return factors.getOrDefault(taxClass, BigDecimal.ONE);
    }

    private static BigDecimal factor(List<JsonObject> rates) {
        Map<Long, JsonObject> byPriority = rates.stream()
                .sorted(Comparator.comparing((JsonObject rate) -> isEmpty(rate, "country"))
                        .thenComparing(rate -> isEmpty(rate, "state"))
                        .thenComparing(rate -> Fields.number(rate, "order"))
                        .thenComparing(rate -> Fields.number(rate, "id")))
                .collect(Collectors.toMap(
                        rate -> Fields.number(rate, "priority"),
                        Function.identity(),
                        (first, second) -> first,
                        TreeMap::new));
        BigDecimal plain = BigDecimal.ONE;
        for (JsonObject rate : byPriority.values()) {
            plain = Fields.isTrue(rate, "compound") ? plain : plain.add(percent(rate));
        }
        BigDecimal factor = plain;
        for (JsonObject rate : byPriority.values()) {
            factor = Fields.isTrue(rate, "compound") ? factor.multiply(BigDecimal.ONE.add(percent(rate))) : factor;
        }
        return factor;
    }

    private static BigDecimal percent(JsonObject rate) {
        return Fields.decimal(rate, "rate").movePointLeft(2);
    }

    private static boolean fits(JsonObject rate, String field, String place) {
        return isEmpty(rate, field)
                || Fields.optionalText(rate, field)
                        .filter(place::equalsIgnoreCase)
                        .isPresent();
    }

    private static boolean isEmpty(JsonObject rate, String field) {
        return Fields.optionalText(rate, field)
                .filter(text -> !text.isBlank() && !text.equals("*"))
                .isEmpty();
    }
}
