package shop.gather.adapter.sampleshop;

import java.net.URI;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/** The pages of the shop. */
record Pages(URI home) implements Storefront {

    @Override
    public URI product(VariantSnapshot variant) {
        return URI.create(home + "/products/" + Urls.encoded(variant.productId()));
    }
}
