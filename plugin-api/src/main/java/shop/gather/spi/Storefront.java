package shop.gather.spi;

import java.net.URI;

/**
 * The pages to which links lead. They are always pages of the shop named in the settings, never an address that a
 * visitor chose. Makes no calls.
 *
 * @since 1.0
 */
public interface Storefront {

    /** The shop's front page. */
    URI home();

    /** The page of a product. */
    URI product(VariantSnapshot variant);
}
