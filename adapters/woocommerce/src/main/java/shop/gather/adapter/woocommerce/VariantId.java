package shop.gather.adapter.woocommerce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a variant: a simple product, {@code 12}, or a variation of a product, {@code 12-34}.
 *
 * @param variation empty for a product without variations
 */
record VariantId(String product, Optional<String> variation) {

    private static final Pattern ID = Pattern.compile("([1-9]\\d{0,17})(?:-([1-9]\\d{0,17}))?");

    /** Empty for a text that cannot be an id of WooCommerce. */
    static Optional<VariantId> parse(String text) {
        Matcher matcher = ID.matcher(text);
        return matcher.matches()
                ? Optional.of(new VariantId(matcher.group(1), Optional.ofNullable(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether a text can be an id of a product, a customer or an order. */
    static boolean isId(String text) {
        return parse(text).filter(id -> id.variation().isEmpty()).isPresent();
    }

    /** The id that coupons and carts use. */
    String item() {
        return variation.orElse(product);
    }

    String path() {
        return "products/" + product + variation.map(id -> "/variations/" + id).orElse("");
    }

    String format() {
        return product + variation.map(id -> "-" + id).orElse("");
    }
}
