package shop.gather.adapter.medusa;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.support.Fields;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;

/**
 * Facts about a shop, read on connecting.
 *
 * @param regionId the region whose prices the catalogue uses
 * @param country where a buyer of that region is taken to live, for the tax; empty if the region has none
 */
record HostFacts(ShopIdentity identity, String regionId, String country, CurrencyUnit currency) {

    static HostFacts discover(MedusaApi api, MedusaSettings settings) {
        List<JsonObject> stores = Fields.list(api.get("/stores", Query.of("limit", "1")), "stores");
        if (stores.isEmpty()) {
            throw new ShopException(ShopError.BAD_ANSWER, "the Medusa server has no store");
        }
        JsonObject store = stores.get(0);
        JsonObject region = region(api, settings, store);
        CurrencyUnit currency = Fields.currency(region, "currency_code");
        Set<CurrencyUnit> currencies = Fields.objects(store, "supported_currencies").stream()
                .map(supported -> Fields.currency(supported, "currency_code"))
                .collect(Collectors.toSet());
        currencies.add(currency);
        ShopIdentity identity = new ShopIdentity(
                "medusa-" + Fields.text(store, "id"),
                Fields.optionalText(store, "name").orElse("Medusa"),
                currencies,
                pricesIncludeTax(api, region));
        String country = Fields.objects(region, "countries").stream()
                .map(known -> Fields.text(known, "iso_2"))
                .findFirst()
                .orElse("");
        return new HostFacts(identity, Fields.text(region, "id"), country, currency);
    }

    /** The region that was entered, else the store's default, else the only one. */
    private static JsonObject region(MedusaApi api, MedusaSettings settings, JsonObject store) {
        List<JsonObject> regions =
                Fields.list(MedusaApi.expect(api.inStore("/regions", Query.of("limit", "100"), Map.of())), "regions");
        String wanted = settings.regionId()
                .or(() -> Fields.optionalText(store, "default_region_id"))
                .orElse("");
        if (wanted.isEmpty() && regions.size() == 1) {
            return regions.get(0);
        }
        return regions.stream()
                .filter(region -> Fields.text(region, "id").equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ShopException(
                        ShopError.MISCONFIGURED,
                        "enter the regionId whose prices campaigns are made of: the store has " + regions.size()
                                + " regions, none of them " + (wanted.isEmpty() ? "its default" : wanted)));
    }

    /** A preference of the region outranks that of its currency. */
    private static boolean pricesIncludeTax(MedusaApi api, JsonObject region) {
        List<JsonObject> preferences =
                Fields.list(api.get("/price-preferences", Query.of("limit", "1000")), "price_preferences");
        return preferences.stream()
                .filter(preference -> applies(preference, "region_id", Fields.text(region, "id")))
                .findFirst()
                .or(() -> preferences.stream()
                        .filter(preference ->
                                applies(preference, "currency_code", Fields.text(region, "currency_code")))
                        .findFirst())
                .map(preference -> Fields.isTrue(preference, "is_tax_inclusive"))
                .orElse(false);
    }

    private static boolean applies(JsonObject preference, String attribute, String value) {
        return Fields.text(preference, "attribute").equals(attribute)
                && Fields.text(preference, "value").equals(value);
    }
}
