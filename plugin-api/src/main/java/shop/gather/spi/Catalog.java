package shop.gather.spi;

import java.util.List;
import java.util.Optional;

/**
 * Reads the articles that the shop sells.
 *
 * @since 1.0
 */
public interface Catalog {

    /**
     * One variant with its current price and stock; empty if it does not exist.
     *
     * @throws ShopException if the shop cannot be read
     */
    Optional<VariantSnapshot> variant(String variantId);

    /**
     * Variants whose title or SKU contains the text, ignoring case. Called when an owner plans a campaign.
     *
     * @param text empty for all
     * @param limit 1 to 100
     * @throws ShopException if the shop cannot be read
     */
    List<VariantSnapshot> search(String text, int limit);
}
