package shop.gather.spi;

import java.util.List;
import java.util.Optional;

/**
 * What the shop sells.
 *
 * @since 1.0
 */
public interface Catalog {

    /**
     * One variant as it is sold now; empty if there is none.
     *
     * @throws ShopException if the shop cannot be read
     */
    Optional<VariantSnapshot> variant(String variantId);

    /**
     * Variants whose title or stock keeping unit contains the text, ignoring case, for an owner who plans a campaign.
     *
     * @param text empty for all
     * @param limit 1 to 100
     * @throws ShopException if the shop cannot be read
     */
    List<VariantSnapshot> search(String text, int limit);
}
