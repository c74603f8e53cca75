package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * Fills the owner's address template. Vendure itself does not know its storefront. Slugs are read when the shop connects and with every read of the
 * catalogue; the page of a product whose slug was never seen is the front page.
 */
final class TemplateStorefront implements Storefront {

    private static final String SLUG = "{slug}";
    private static final int MOST_SLUGS = 20_000;
    private static final String SLUGS =
            "{ products(options: {take: 1000, sort: {updatedAt: DESC}}) { items { id slug } } }";

    private final String template;
    private final URI home;
    private final Map<String, String> slugs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_SLUGS;
        }
    };

    TemplateStorefront(String template, Optional<String> home) {
        this.template = template;
        URI example = VendureSettings.address(fill("slug", "1", "1", "sku"));
        if (!example.getAuthority()
                .equals(VendureSettings.address(fill("x", "2", "2", "x")).getAuthority())) {
            throw new ShopException(ShopError.MISCONFIGURED, "storefrontUrl may not have a placeholder in its host");
        }
        this.home = home.map(VendureSettings::address).orElseGet(() -> example.resolve("/"));
    }

    void learnAll(AdminApi api) {
        if (template.contains(SLUG)) {
            JsonObject products = Fields.object(api.call(SLUGS, AdminApi.variables()), "products");
            Fields.objects(products, "items")
                    .forEach(product -> learn(Fields.text(product, "id"), Fields.text(product, "slug")));
        }
    }

    void learn(String productId, String slug) {
        synchronized (slugs) {
            slugs.put(productId, slug);
        }
    }

    @Override
    public URI home() {
        return home;
    }

    @Override
    public URI product(VariantSnapshot variant) {
        String slug;
        synchronized (slugs) {
            slug = slugs.get(variant.productId());
        }
        if (slug == null && template.contains(SLUG)) {
            return home;
        }
        return URI.create(fill(slug == null ? "" : slug, variant.productId(), variant.variantId(), variant.sku()));
    }

    private String fill(String slug, String productId, String variantId, String sku) {
        return template.replace(SLUG, encoded(slug))
                .replace("{productId}", encoded(productId))
                .replace("{variantId}", encoded(variantId))
                .replace("{sku}", encoded(sku));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
