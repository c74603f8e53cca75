package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.TemplateStorefront;
import shop.gather.spi.Catalog;
import shop.gather.spi.VariantSnapshot;

/**
 * Reads variants through the Store API, so that the price is the one for visitors of the region, and only articles of
 * the sales channel are returned.
 */
final class MedusaCatalog implements Catalog {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final String VARIANT =
            "id,title,sku,allow_backorder,manage_inventory,+inventory_quantity,*calculated_price,"
                    + "product.id,product.title,product.handle,product.status";
    private static final String PRODUCTS =
            "id,title,handle,variants.id,variants.title,variants.sku,variants.allow_backorder,variants.manage_inventory,"
                    + "+variants.inventory_quantity,*variants.calculated_price";

    private final MedusaApi api;
    private final HostFacts facts;
    private final TemplateStorefront storefront;

    MedusaCatalog(MedusaApi api, HostFacts facts, TemplateStorefront storefront) {
        this.api = api;
        this.facts = facts;
        this.storefront = storefront;
    }

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        return api.findInStore("/product-variants/" + Query.encoded(variantId), priced(VARIANT))
                .map(found -> Fields.object(found, "variant"))
                .filter(variant -> Fields.has(Fields.object(variant, "product"), "status", "published"))
                .flatMap(variant -> snapshot(Fields.object(variant, "product"), variant));
    }

    /**
     * Medusa searches one field at a time, but our titles consist of two. So Medusa searches for the longest word, and
     * the result is filtered here.
     */
    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        String word = Arrays.stream(text.strip().split("\\s+"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        List<VariantSnapshot> found = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES && found.size() < limit; page++) {
            Query query = priced(PRODUCTS)
                    .and("limit", PAGE)
                    .and("offset", page * PAGE)
                    .and("order", "title");
            if (!word.isEmpty()) {
                query.and("q", word);
            }
            List<JsonObject> products =
                    Fields.list(api.findInStore("/products", query).orElseThrow(), "products");
            for (JsonObject product : products) {
                Fields.objects(product, "variants").stream()
                        .flatMap(variant -> snapshot(product, variant).stream())
                        .filter(variant -> contains(variant.title(), wanted) || contains(variant.sku(), wanted))
                        .forEach(found::add);
            }
            if (products.size() < PAGE) {
                break;
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static boolean contains(String value, String wanted) {
        return value.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private Query priced(String fields) {
        Query query = Query.fields(fields).and("region_id", facts.regionId());
        return facts.country().isEmpty() ? query : query.and("country_code", facts.country());
    }

    /** Empty if the variant has no price in the region: it cannot be bought there. */
    private Optional<VariantSnapshot> snapshot(JsonObject product, JsonObject variant) {
        learn(product, storefront);
        return price(variant).map(price -> {
            OptionalInt stock = stock(variant);
            return new VariantSnapshot(
                    Fields.text(variant, "id"),
                    Fields.text(product, "id"),
                    title(Fields.text(product, "title"), Fields.text(variant, "title")),
                    Fields.optionalText(variant, "sku").orElse(""),
                    price,
                    stock,
                    stock.isEmpty() || stock.getAsInt() > 0 || Fields.isTrue(variant, "allow_backorder"));
        });
    }

    /** Passes the names of the newest products to the storefront; the others follow when they are read. */
    static void learnAll(MedusaApi api, TemplateStorefront storefront) {
        if (storefront.needsNames()) {
            Query newest = Query.fields("id,handle").and("limit", 1000).and("order", "-created_at");
            api.findInStore("/products", newest)
                    .ifPresent(found -> Fields.list(found, "products").forEach(product -> learn(product, storefront)));
        }
    }

    private static void learn(JsonObject product, TemplateStorefront storefront) {
        Fields.optionalText(product, "handle")
                .ifPresent(handle -> storefront.learn(Fields.text(product, "id"), handle));
    }

    private static Optional<Money> price(JsonObject variant) {
        return Fields.optionalObject(variant, "calculated_price")
                .flatMap(price -> Fields.optionalDecimal(price, "calculated_amount_with_tax")
                        .or(() -> Fields.optionalDecimal(price, "calculated_amount"))
                        .map(amount -> Amounts.money(Fields.currency(price, "currency_code"), amount)));
    }

    private static String title(String product, String variant) {
        return variant.isBlank() || variant.startsWith("Default") ? product : product + " " + variant;
    }

    private static OptionalInt stock(JsonObject variant) {
        if (!Fields.isTrue(variant, "manage_inventory")) {
            return OptionalInt.empty();
        }
        BigDecimal stock = Fields.optionalDecimal(variant, "inventory_quantity").orElse(BigDecimal.ZERO);
        return OptionalInt.of(stock.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue());
    }
}
