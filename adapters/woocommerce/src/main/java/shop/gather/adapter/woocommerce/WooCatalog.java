package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.joda.money.Money;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.Catalog;
import shop.gather.spi.VariantSnapshot;

/**
 * Reads products and their variations; a product that has variations is not sold itself. The price is that of a buyer
 * at the shop's own place.
 */
final class WooCatalog implements Catalog {

    private static final String FIELDS =
            "id,name,type,status,sku,price,tax_status,tax_class,manage_stock,stock_quantity,stock_status,purchasable,parent_id,attributes";
    private static final String BETWEEN = " \u2013 ";

    private final RestApi api;
    private final ShopFacts facts;

    WooCatalog(RestApi api, ShopFacts facts) {
        this.api = api;
        this.facts = facts;
    }

    /** @param entry as the shop gave it; of a variation, not of its product */
    record Sold(VariantId id, String title, JsonObject entry, boolean published) {}

    @Override
    public Optional<VariantSnapshot> variant(String variantId) {
        return VariantId.parse(variantId).flatMap(this::find).map(this::snapshot);
    }

    /** What is sold under an id; empty also for a product that is sold only in its variations. */
    Optional<Sold> find(VariantId id) {
        Optional<JsonObject> product = api.find("products/" + id.product(), Map.of("_fields", FIELDS));
        if (product.isEmpty() || isVariation(product.get())) {
            return Optional.empty();
        }
        if (id.variation().isEmpty()) {
            return product.filter(entry -> !isVariable(entry)).map(WooCatalog::single);
        }
        return api.find(id.path(), Map.of("_fields", FIELDS)).map(entry -> variation(product.get(), entry));
    }

    @Override
    public List<VariantSnapshot> search(String text, int limit) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Map<String, JsonObject> products = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            // A variation is found by its stock keeping unit, its product by the part of the title that they share.
            candidates(Map.of("sku", wanted)).forEach(found -> products.put(ownerOf(found), found));
            wanted = wanted.contains(BETWEEN) ? wanted.substring(0, wanted.indexOf(BETWEEN)) : wanted;
        }
        candidates(wanted.isEmpty() ? Map.of() : Map.of("search", wanted))
                .forEach(found -> products.put(ownerOf(found), found));
        List<VariantSnapshot> result = new ArrayList<>();
        for (Map.Entry<String, JsonObject> product : products.entrySet()) {
            variants(product.getKey(), product.getValue()).stream()
                    .map(this::snapshot)
                    .filter(variant -> contains(variant.title(), text) || contains(variant.sku(), text))
                    .forEach(result::add);
            if (result.size() >= limit) {
                return result.subList(0, limit);
            }
        }
        return result;
    }

    private List<JsonObject> candidates(Map<String, String> by) {
        Map<String, String> parameters = new LinkedHashMap<>(by);
        parameters.putAll(Map.of("per_page", "100", "orderby", "title", "order", "asc", "_fields", FIELDS));
        return api.list("products", parameters);
    }

    private static String ownerOf(JsonObject found) {
        return isVariation(found) ? WooFields.id(found, "parent_id") : WooFields.id(found, "id");
    }

    private List<Sold> variants(String productId, JsonObject found) {
        JsonObject product = found;
        if (isVariation(found)) {
            Optional<JsonObject> parent = api.find("products/" + productId, Map.of("_fields", FIELDS));
            if (parent.isEmpty()) {
                return List.of();
            }
            product = parent.get();
        }
        JsonObject owner = product;
        return isVariable(owner)
                ? api.all("products/" + productId + "/variations", Map.of("_fields", FIELDS), RestApi.PAGE).stream()
                        .map(entry -> variation(owner, entry))
                        .toList()
                : List.of(single(owner));
    }

    private static Sold single(JsonObject product) {
        return new Sold(
                new VariantId(WooFields.id(product, "id"), Optional.empty()),
                Fields.text(product, "name"),
                product,
                isPublished(product));
    }

    private static Sold variation(JsonObject product, JsonObject entry) {
        String options = Fields.objects(entry, "attributes").stream()
                .flatMap(attribute -> Fields.optionalText(attribute, "option").stream())
                .collect(Collectors.joining(", "));
        return new Sold(
                new VariantId(WooFields.id(product, "id"), Optional.of(WooFields.id(entry, "id"))),
                Fields.text(product, "name") + (options.isEmpty() ? "" : BETWEEN + options),
                entry,
                isPublished(product) && isPublished(entry));
    }

    private VariantSnapshot snapshot(Sold sold) {
        Optional<BigDecimal> price = Fields.optionalDecimal(sold.entry(), "price");
        OptionalInt stock = stock(sold.entry());
        boolean inStock = Fields.optionalText(sold.entry(), "stock_status")
                .filter("outofstock"::equals)
                .isEmpty();
        return new VariantSnapshot(
                sold.id().format(),
                sold.id().product(),
                sold.title(),
                Fields.optionalText(sold.entry(), "sku").orElse(""),
                price.map(entered -> withTax(entered, sold.entry())).orElse(Money.zero(facts.currency())),
                stock,
                price.isPresent() && sold.published() && inStock && Fields.isTrue(sold.entry(), "purchasable"));
    }

    /** @param entered as prices are entered in this shop */
    Money withTax(BigDecimal entered, JsonObject entry) {
        return Amounts.rounded(facts.currency(), entered.multiply(facts.taxes().factor(entry)));
    }

    /** A variation may take its stock from its product: then it says "parent" where others say true. */
    private static OptionalInt stock(JsonObject entry) {
        boolean counted = Fields.isTrue(entry, "manage_stock") || Fields.has(entry, "manage_stock", "parent");
        return counted
                ? Fields.optionalDecimal(entry, "stock_quantity")
                        .map(quantity -> OptionalInt.of(Math.max(0, quantity.intValue())))
                        .orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    private static boolean contains(String value, String wanted) {
        return value.toLowerCase(Locale.ROOT).contains(wanted.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isVariable(JsonObject product) {
        return Fields.text(product, "type").contains("variable");
    }

    private static boolean isVariation(JsonObject product) {
        return Fields.text(product, "type").endsWith("variation");
    }

    private static boolean isPublished(JsonObject entry) {
        return Fields.has(entry, "status", "publish");
    }
}
