package ${package};

import jakarta.json.JsonObject;
import java.net.URI;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/** The pages to which links lead. */
record Pages(URI home, String template) implements Storefront {

    static Pages of(JsonObject shop) {
        return Snapshots.of(shop.getJsonObject("storefront"), said -> new Pages(
                URI.create(said.getString("home")), said.getString("product")));
    }

    @Override
    public URI product(VariantSnapshot variant) {
        return URI.create(template.replace("{productId}", Urls.encoded(variant.productId())));
    }
}
