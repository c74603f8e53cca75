package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * Fills the owner's address template. Medusa itself does not know its storefront. Handles are read when the shop connects and with every read of the
 * catalogue; the page of a product whose handle was never seen is the front page.
 */
final class TemplateStorefront implements Storefront {

    private static final String HANDLE = "{handle}";
    private static final int MOST_HANDLES = 20_000;

    private final String template;
    private final URI home;
    private final Map<String, String> handles = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_HANDLES;
        }
    };

    TemplateStorefront(String template, Optional<String> home) {
        this.template = template;
        URI example = MedusaSettings.address(fill("handle", "1", "1", "sku"));
        if (!example.getAuthority()
                .equals(MedusaSettings.address(fill("x", "2", "2", "x")).getAuthority())) {
            throw new ShopException(ShopError.MISCONFIGURED, "storefrontUrl may not have a placeholder in its host");
        }
        this.home = home.map(MedusaSettings::address).orElseGet(() -> example.resolve("/"));
    }

    void learnAll(MedusaApi api) {
        if (template.contains(HANDLE)) {
            Query newest = Query.fields("id,handle").and("limit", 1000).and("order", "-created_at");
            api.findInStore("/products", newest)
                    .ifPresent(found -> Fields.list(found, "products").forEach(this::learn));
        }
    }

    void learn(JsonObject product) {
        Fields.optionalText(product, "handle").ifPresent(handle -> {
            synchronized (handles) {
                handles.put(Fields.text(product, "id"), handle);
            }
        });
    }

    @Override
    public URI home() {
        return home;
    }

    @Override
    public URI product(VariantSnapshot variant) {
        String handle;
        synchronized (handles) {
            handle = handles.get(variant.productId());
        }
        if (handle == null && template.contains(HANDLE)) {
            return home;
        }
        return URI.create(fill(handle == null ? "" : handle, variant.productId(), variant.variantId(), variant.sku()));
    }

    private String fill(String handle, String productId, String variantId, String sku) {
        return template.replace(HANDLE, Query.encoded(handle))
                .replace("{productId}", Query.encoded(productId))
                .replace("{variantId}", Query.encoded(variantId))
                .replace("{sku}", Query.encoded(sku));
    }
}
