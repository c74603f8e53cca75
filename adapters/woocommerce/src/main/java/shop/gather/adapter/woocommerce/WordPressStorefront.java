package shop.gather.adapter.woocommerce;

import java.net.URI;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * Leads into the site by its own address. WordPress sends {@code ?p=12} on to the page of product 12, whatever its
 * permalink is now.
 *
 * @param base the site's address, without a slash at the end
 */
record WordPressStorefront(String base) implements Storefront {

    @Override
    public URI home() {
        return URI.create(base + "/");
    }

    @Override
    public URI product(VariantSnapshot variant) {
        return URI.create(base + "/?p=" + Urls.encoded(variant.productId()));
    }
}
