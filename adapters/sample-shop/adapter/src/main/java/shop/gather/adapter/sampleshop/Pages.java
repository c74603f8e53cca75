package shop.gather.adapter.sampleshop;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/** The pages of the shop. */
record Pages(URI home) implements Storefront {

    @Override
    public URI product(VariantSnapshot variant) {
        return URI.create(home + "/products/" + segment(variant.productId()));
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
