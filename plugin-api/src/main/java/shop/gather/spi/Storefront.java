package shop.gather.spi;

import java.net.URI;

/**
 * Where links lead: always into the shop as its settings name it, never to an address that a visitor chose. Calls
 * nothing.
 *
 * @since 1.0
 */
public interface Storefront {

    /** The shop's front page. */
    URI home();

    /** The page of a product. */
    URI product(VariantSnapshot variant);
}
