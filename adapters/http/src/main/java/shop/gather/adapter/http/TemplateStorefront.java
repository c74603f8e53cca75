package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.net.URI;
import shop.gather.adapter.support.Urls;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/** Fills the address template that the shop gave when it was connected. */
record TemplateStorefront(URI home, String template) implements Storefront {

    /** Refuses a template with which a product's id could lead to another host. */
    static TemplateStorefront of(JsonObject document) {
        URI home = address(Fields.text(document, "home"));
        String template = Fields.text(document, "product");
        for (String id : new String[] {"a", "b"}) {
            if (!address(fill(template, id, id, id)).getRawAuthority().equals(home.getRawAuthority())) {
                throw new ShopException(
                        ShopError.MISCONFIGURED,
                        "the shop's product pages must be on the host of its front page, " + home);
            }
        }
        return new TemplateStorefront(home, template);
    }

    @Override
    public URI product(VariantSnapshot variant) {
        return URI.create(fill(template, variant.productId(), variant.variantId(), variant.sku()));
    }

    private static URI address(String text) {
        return Urls.web(text)
                .orElseThrow(() -> Fields.unreadable("storefront", "holds something that is not an address"));
    }

    private static String fill(String template, String productId, String variantId, String sku) {
        return template.replace("{productId}", Urls.encoded(productId))
                .replace("{variantId}", Urls.encoded(variantId))
                .replace("{sku}", Urls.encoded(sku));
    }
}
