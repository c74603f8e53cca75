package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.signing.Digests;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;

/**
 * Facts about a shop, read on connecting.
 *
 * @param home the site's own address, without a slash at the end
 * @param decimals with how many decimals the shop's prices are entered
 * @param taxes the tax rates for prices without tax; empty if prices include tax or there is none
 * @param plugin Gather's plugin in the shop, if it is there and proved that it has the same secret
 */
record ShopFacts(
        ShopIdentity identity,
        CurrencyUnit currency,
        int decimals,
        String home,
        TaxRates taxes,
        Optional<PluginApi> plugin) {

    private static final String WOOCOMMERCE = "wc/v3";

    static ShopFacts discover(RestApi api, WooSettings settings) {
        JsonObject index = RestApi.object(
                api.good(api.open("GET", "", Map.of("_fields", "name,home,namespaces"), Map.of(), null)));
        List<String> namespaces = Fields.texts(index, "namespaces");
        if (!namespaces.contains(WOOCOMMERCE)) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "there is no WooCommerce with REST API v3 at " + WooSettings.SHOP_URL + ": check the address");
        }
        String home = Fields.text(index, "home").replaceAll("/+$", "");
        api.knownAs(home);
        Map<String, String> general = options(api, "general");
        CurrencyUnit currency = Fields.currency(option(general, "woocommerce_currency"));
        boolean taxed = option(general, "woocommerce_calc_taxes").equals("yes");
        boolean included = !taxed
                || option(options(api, "tax"), "woocommerce_prices_include_tax").equals("yes");
        return new ShopFacts(
                new ShopIdentity(
                        fingerprint(api),
                        Fields.optionalText(index, "name")
                                .filter(name -> !name.isBlank())
                                .orElse("WooCommerce at " + home),
                        Set.of(currency),
                        included),
                currency,
                Math.min(decimals(general), currency.getDecimalPlaces()),
                home,
                included ? TaxRates.NONE : TaxRates.read(api, general.getOrDefault("woocommerce_default_country", "")),
                settings.pluginSecret().map(secret -> plugin(api, secret, namespaces)));
    }

    private static PluginApi plugin(RestApi api, SharedSecret secret, List<String> namespaces) {
        if (!namespaces.contains(PluginApi.NAMESPACE)) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    WooSettings.PLUGIN_SECRET
                            + " is entered, but Gather's plugin does not answer in the shop: install and"
                            + " activate it in WordPress (Plugins), or leave " + WooSettings.PLUGIN_SECRET + " empty");
        }
        return PluginApi.proven(api, secret);
    }

    /**
     * The creation time of the site's first account: the only fact that every WooCommerce reports, that differs between
     * shops, and that no update, plugin or new address changes. It is personal data, so its digest is used.
     */
    private static String fingerprint(RestApi api) {
        List<JsonObject> first = api.list(
                "customers",
                Map.of(
                        "role",
                        "all",
                        "orderby",
                        "id",
                        "order",
                        "asc",
                        "per_page",
                        "1",
                        "_fields",
                        "id,date_created_gmt"));
        if (first.isEmpty()) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "the consumer key may not see accounts: make one for an administrator");
        }
        String origin = WooFields.id(first.get(0), "id") + " " + WooFields.instant(first.get(0), "date_created_gmt");
        return "woocommerce-" + Digests.base64("shop " + origin, 18);
    }

    private static int decimals(Map<String, String> general) {
        String decimals = option(general, "woocommerce_price_num_decimals");
        if (!decimals.matches("\\d")) {
            throw Fields.unreadable("woocommerce_price_num_decimals");
        }
        return Integer.parseInt(decimals);
    }

    private static Map<String, String> options(RestApi api, String group) {
        return api.list("settings/" + group, Map.of("_fields", "id,value")).stream()
                .collect(Collectors.toMap(
                        option -> Fields.text(option, "id"),
                        option -> Fields.optionalText(option, "value").orElse(""),
                        (first, second) -> second));
    }

    private static String option(Map<String, String> options, String id) {
        String value = options.get(id);
        if (value == null) {
            throw Fields.unreadable(id);
        }
        return value;
    }
}
