package shop.gather.spi;

import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * A variant of a product.
 *
 * @param productId what the pages of the shop are about; the variant's id where the shop has no variants
 * @param sku empty if there is none, not null
 * @param price what a buyer pays for one unit (piece, metre, kilogram), with tax
 * @param stock how many can be sold now, rounded down if the shop's stock is a decimal; empty if the shop does not
 *     track stock
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
