package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.TemplateStorefront;
import shop.gather.spi.Catalog;
import shop.gather.spi.VariantSnapshot;

/** Reads variants; the price is that of the channel's default tax zone. */
final class VendureCatalog implements Catalog {

    private static final String VARIANT = """
            fragment Variant on ProductVariant {
              id name sku priceWithTax currencyCode enabled trackInventory useGlobalOutOfStockThreshold outOfStockThreshold
              stockLevels { stockOnHand stockAllocated } product { id slug enabled } }
            """;
    private static final String ONE = VARIANT + "query($id: ID!) { productVariant(id: $id) { ...Variant } }";
    private static final String SEARCH = VARIANT + """
            query($text: String!, $take: Int!) {
              productVariants(options: {take: $take, filterOperator: OR, sort: {name: ASC, id: ASC},
                filter: {name: {contains: $text}, sku: {contains: $text}}}) { items { ...Variant } } }""";

    private static final String SLUGS =
            "{ products(options: {take: 1000, sort: {updatedAt: DESC}}) { items { id slug } } }";

    private final AdminApi api;
    private final HostFacts facts;
    private final TemplateStorefront storefront;

    VendureCatalog(AdminApi api, HostFacts facts, TemplateStorefront storefront) {
        this.api = api;
        this.facts = facts;
        this.storefront = storefront;
    }

    /** Passes the names of the last changed products to the storefront; the others follow when they are read. */
    static void learnAll(AdminApi api, TemplateStorefront storefront) {
        if (storefront.needsNames()) {
            JsonObject products = Fields.object(api.call(SLUGS, AdminApi.variables()), "products");
            Fields.objects(products, "items")
                    .forEach(product -> storefront.learn(Fields.text(product, "id"), Fields.text(product, "slug")));
        }
    }

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        return api.callExisting(ONE, AdminApi.variables().add("id", variantId))
                .flatMap(data -> Fields.optionalObject(data, "productVariant"))
                .map(this::snapshot);
    }

    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        JsonObject data = api.call(SEARCH, JsonText.object().add("text", text).add("take", limit));
        String wanted = text.toLowerCase(Locale.ROOT);
        return Fields.objects(Fields.object(data, "productVariants"), "items").stream()
                .map(this::snapshot)
                .filter(variant -> contains(variant.title(), wanted) || contains(variant.sku(), wanted))
                .toList();
    }

    /** The database treats % and _ in the text as wildcards, but the contract is plain text. */
    private static boolean contains(String value, String wanted) {
        return value.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private VariantSnapshot snapshot(JsonObject variant) {
        JsonObject product = Fields.object(variant, "product");
        String productId = Fields.text(product, "id");
        storefront.learn(productId, Fields.text(product, "slug"));
        OptionalInt stock = stock(variant);
        boolean sellable = Fields.flag(variant, "enabled")
                && Fields.flag(product, "enabled")
                && (stock.isEmpty() || stock.getAsInt() > 0);
        return new VariantSnapshot(
                Fields.text(variant, "id"),
                productId,
                Fields.text(variant, "name"),
                Fields.text(variant, "sku"),
                facts.amounts().money(Fields.currency(variant, "currencyCode"), Fields.number(variant, "priceWithTax")),
                stock,
                sellable);
    }

    private OptionalInt stock(JsonObject variant) {
        String tracking = Fields.text(variant, "trackInventory");
        if (tracking.equals("FALSE") || (tracking.equals("INHERIT") && !facts.tracksInventory())) {
            return OptionalInt.empty();
        }
        long onHand = Fields.objects(variant, "stockLevels").stream()
                .mapToLong(level -> Fields.number(level, "stockOnHand") - Fields.number(level, "stockAllocated"))
                .sum();
        long threshold = Fields.flag(variant, "useGlobalOutOfStockThreshold")
                ? facts.stockThreshold()
                : Fields.number(variant, "outOfStockThreshold");
        return OptionalInt.of((int) Math.max(0, Math.min(Integer.MAX_VALUE, onHand - threshold)));
    }
}
