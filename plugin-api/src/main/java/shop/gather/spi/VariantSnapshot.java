package shop.gather.spi;

import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * A variant of a product.
 *
 * @param price what a buyer pays for one, with tax
 * @param stock how many can be sold now; empty if the shop does not count
 * @param available whether it can be bought at all
 * @since 1.0
 */
public record VariantSnapshot(
        String variantId,
        String productId,
        String title,
        String sku,
        Money price,
        OptionalInt stock,
        boolean available) {}
