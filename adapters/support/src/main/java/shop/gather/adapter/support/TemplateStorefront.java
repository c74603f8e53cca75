package shop.gather.adapter.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.Storefront;
import shop.gather.spi.VariantSnapshot;

/**
 * Makes addresses of product pages from a template that the owner entered, for example {@code
 * https://shop.example/p/{slug}?v={variantId}}. Besides {@code {productId}}, {@code {variantId}} and {@code {sku}} a
 * template may contain the name that the shop uses for a product in addresses (a slug or handle). The adapter passes
 * these names on with every read of the catalogue. For a product whose name is not known yet the front page is used.
 * Thread-safe.
 */
public final class TemplateStorefront implements Storefront {

    private static final int MAX_NAMES = 20_000;

    private final String template;
    private final String placeholder;
    private final URI home;
    private final Map<String, String> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_NAMES;
        }
    };

    /**
     * @param setting the key of the setting that holds the template
     * @param name the shop's term for a product's name in addresses, for example {@code slug}
     * @param home the front page; empty for the root of the template's host
     * @throws ShopException {@code MISCONFIGURED} if the template gives no valid address, or has a placeholder in its
     *     host
     */
    public TemplateStorefront(String setting, String template, String name, Optional<URI> home) {
        this.template = template;
        this.placeholder = "{" + name + "}";
        URI example = example(setting, "1");
        if (!example.getAuthority().equals(example(setting, "2").getAuthority())) {
            throw new ShopException(ShopError.MISCONFIGURED, setting + " may not have a placeholder in its host");
        }
        this.home = home.orElseGet(() -> example.resolve("/"));
    }

    private URI example(String setting, String value) {
        return Urls.web(fill(value, value, value, value))
                .orElseThrow(() -> new ShopException(
                        ShopError.MISCONFIGURED, setting + " must be an absolute http or https address"));
    }

    /** Whether the template contains the product's name. */
    public boolean needsNames() {
        return template.contains(placeholder);
    }

    public void learn(String productId, String name) {
        synchronized (names) {
            names.put(productId, name);
        }
    }

    @Override
    public URI home() {
        return home;
    }

    @Override
    public URI product(VariantSnapshot variant) {
        String name;
        synchronized (names) {
            name = names.get(variant.productId());
        }
        if (name == null && needsNames()) {
            return home;
        }
        return URI.create(fill(name == null ? "" : name, variant.productId(), variant.variantId(), variant.sku()));
    }

    private String fill(String name, String productId, String variantId, String sku) {
        return template.replace(placeholder, Urls.encoded(name))
                .replace("{productId}", Urls.encoded(productId))
                .replace("{variantId}", Urls.encoded(variantId))
                .replace("{sku}", Urls.encoded(sku));
    }
}
