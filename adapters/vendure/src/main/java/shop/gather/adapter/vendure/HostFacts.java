package shop.gather.adapter.vendure;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
 * @param orderFields whether orders have the custom fields of {@link shop.gather.spi.OrderMetadata}
 * @param plugin whether Gather's host plugin runs there
 * @param provenSecret the secret, if the plugin proved that it has the same
 */
record HostFacts(
        ShopIdentity identity,
        CurrencyUnit currency,
        Amounts amounts,
        int stockThreshold,
        boolean tracksInventory,
        boolean orderFields,
        boolean plugin,
        Optional<SharedSecret> provenSecret) {

    private static final String SHOP = """
            { activeChannel { code token defaultCurrencyCode availableCurrencyCodes pricesIncludeTax seller { name } }
              globalSettings { outOfStockThreshold trackInventory serverConfig { moneyStrategyPrecision } } }""";
    private static final String ORDER_FIELDS =
            "{ orders(options: {take: 1}) { items { customFields { gather_click gather_participation } } } }";
    private static final String PLUGIN =
            "query($challenge: String!) { gatherHost(challenge: $challenge) { version proof } }";
    private static final String UNNAMED_SELLER = "Default Seller";

    static HostFacts discover(AdminApi api, VendureSettings settings) {
        JsonObject data = api.call(SHOP, AdminApi.variables());
        JsonObject channel = Fields.object(data, "activeChannel");
        settings.channelToken().ifPresent(token -> checkChannel(channel, token));
        JsonObject global = Fields.object(data, "globalSettings");
        boolean orderFields = api.probe(ORDER_FIELDS, AdminApi.variables()).isPresent();
        String challenge = new BigInteger(128, new SecureRandom()).toString(36);
        Optional<JsonObject> plugin = api.probe(PLUGIN, AdminApi.variables().add("challenge", challenge))
                .map(answer -> Fields.object(answer, "gatherHost"));
        plugin.ifPresent(host -> settings.secret().ifPresent(secret -> checkProof(host, secret, challenge)));
        return new HostFacts(
                identity(channel, settings),
                Fields.currency(channel, "defaultCurrencyCode"),
                new Amounts((int) Fields.number(Fields.object(global, "serverConfig"), "moneyStrategyPrecision")),
                (int) Fields.number(global, "outOfStockThreshold"),
                Fields.flag(global, "trackInventory"),
                orderFields,
                plugin.isPresent(),
                plugin.flatMap(found -> settings.secret()));
    }

    /** The channel's token is random, generated when a shop is set up, so it distinguishes shops. */
    private static ShopIdentity identity(JsonObject channel, VendureSettings settings) {
        Set<CurrencyUnit> currencies = new HashSet<>();
        Fields.texts(channel, "availableCurrencyCodes").forEach(code -> currencies.add(Fields.currency(code)));
        String seller = Fields.optionalObject(channel, "seller")
                .flatMap(found -> Fields.optionalText(found, "name"))
                .filter(name -> !name.equals(UNNAMED_SELLER))
                .orElseGet(() -> "Vendure at " + settings.adminApi().getHost());
        return new ShopIdentity(
                "vendure-" + Digests.base64(Fields.text(channel, "token"), 18),
                seller,
                currencies,
                Fields.flag(channel, "pricesIncludeTax"));
    }

    /** A shop with one channel accepts any token. */
    private static void checkChannel(JsonObject channel, String token) {
        if (!Fields.text(channel, "token").equals(token)) {
            throw new ShopException(
                    ShopError.MISCONFIGURED, "the shop has no channel with this channelToken: see Settings, Channels");
        }
    }

    private static void checkProof(JsonObject host, SharedSecret secret, String challenge) {
        String expected =
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret.sign("gather-probe:" + challenge));
        if (!SharedSecret.same(expected, Fields.text(host, "proof"))) {
            throw new ShopException(
                    ShopError.MISCONFIGURED,
                    "pluginSecret is not the secret that Gather's plugin in the shop was given: make them the same");
        }
    }
}
