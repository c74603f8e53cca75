package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.CommandResult;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopIdentity;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What an owner enters, and what the shop says to it. */
@RequiresNode
class ConnectingIT extends OrderScene {

    /** What the README tells an owner to give to Gather's role. */
    private static final List<String> NEEDED = List.of(
            "ReadCatalog",
            "ReadCustomer",
            "ReadCustomerGroup",
            "CreateCustomerGroup",
            "UpdateCustomerGroup",
            "DeleteCustomerGroup",
            "ReadPromotion",
            "CreatePromotion",
            "UpdatePromotion",
            "DeletePromotion",
            "ReadOrder",
            "UpdateOrder");

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    private static Shop connect(Map<String, String> settings) {
        return new VendureAdapter().connect(new DirectContext(settings, Clock.systemUTC(), Duration.ofSeconds(20)));
    }

    private void refuses(ShopError error, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(driver().settings());
        settings.putAll(changes);
        settings.values().removeIf(String::isEmpty);
        assertThatThrownBy(() -> connect(settings))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(error));
    }

    @Test
    void wrongEntriesAreToldApart() {
        refuses(ShopError.UNAUTHORIZED, Map.of("password", "wrong"));
        refuses(ShopError.UNAUTHORIZED, Map.of("apiKey", "no-such-key"));
        refuses(ShopError.MISCONFIGURED, Map.of("password", ""));
        refuses(ShopError.MISCONFIGURED, Map.of("apiUrl", driver().settings().get("apiUrl") + "/nothing-here"));
        refuses(ShopError.MISCONFIGURED, Map.of("channelToken", "no-such-channel"));
        refuses(ShopError.MISCONFIGURED, Map.of("storefrontUrl", "ftp://shop.example/{slug}"));
        refuses(ShopError.MISCONFIGURED, Map.of("pluginSecret", "short"));
        refuses(ShopError.UNREACHABLE, Map.of("apiUrl", "http://127.0.0.1:1"));
    }

    @Test
    void anotherSecretThanThePluginsIsNoticed() {
        Map<String, String> settings = new HashMap<>(
                ConnectedShop.of(ConnectedShop.Kind.WITH_PLUGIN).driver().settings());
        settings.put("pluginSecret", "another-secret-that-is-long-enough");

        assertThatThrownBy(() -> connect(settings))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("pluginSecret")
                .hasMessageNotContaining("another-secret");
    }

    @Test
    void theShopIsKnownAgainAfterARestartAndFromAnotherShop(@TempDir Path folder) {
        VendureServer.Options options = VendureServer.Options.plain().keptIn(folder.resolve("shop.sqlite"));
        ShopIdentity first = identityOf(options);
        ShopIdentity again = identityOf(options);

        assertThat(again).isEqualTo(first);
        assertThat(again.currencies()).containsExactly(CurrencyUnit.EUR);
        assertThat(again.pricesIncludeTax()).isTrue();
        assertThat(shop().identify().fingerprint()).isNotEqualTo(first.fingerprint());
    }

    private static ShopIdentity identityOf(VendureServer.Options options) {
        ConnectedShop connected = ConnectedShop.start(options);
        try (VendureServer server = connected.server()) {
            assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
            return connected.shop().identify();
        }
    }

    @Test
    void ordersCarryEvidenceAlsoWhereOnlyTheFieldsAreConfigured() {
        ConnectedShop connected =
                ConnectedShop.start(VendureServer.Options.plain().withOrderFields());
        try (VendureServer server = connected.server()) {
            Map<String, String> evidence = Map.of(OrderMetadata.CLICK, "c", OrderMetadata.PARTICIPATION, "p");
            PlacedOrder placed = connected
                    .driver()
                    .checkout(new Checkout(
                            connected.driver().register("Ann"),
                            Map.of(tea().variantId(), 1),
                            null,
                            null,
                            evidence,
                            Payment.AUTHORIZE));

            assertThat(server.options().pluginSecret()).isEmpty();
            assertThat(connected
                            .shop()
                            .orders()
                            .order(placed.orderId())
                            .orElseThrow()
                            .metadata())
                    .isEqualTo(evidence);
        }
    }

    @Test
    void anApiKeyWithTheRightsOfTheReadmeIsEnough() {
        Map<String, String> settings = new HashMap<>(driver().settings());
        settings.remove("username");
        settings.remove("password");
        settings.put("apiKey", anApiKeyWith(NEEDED));
        Shop shop = connect(settings);
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);

        String reference =
                ((CommandResult.Done) shop.priceOffers().orElseThrow().offer(offer)).reference();
        CommandResult.Done admitted =
                (CommandResult.Done) shop.priceOffers().orElseThrow().admit(anAdmission(offer, reference, ann));
        PlacedOrder placed = driver().checkout(
                        aGroupCheckout(ann, admitted.reference(), Map.of(tea().variantId(), 1, mug().variantId(), 1)));
        CommandResult cancelled = shop.lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole(
                        key(), placed.orderId(), lineOf(read(placed), tea()).lineId(), "The team failed"));
        CommandResult captured = shop.deferredCapture()
                .orElseThrow()
                .capture(aCapture(read(placed), mug().price().plus(SHIPPING)));
        CommandResult closed = shop.priceOffers().orElseThrow().close(offer.key(), reference);

        assertThat(List.of(cancelled, captured, closed)).allMatch(CommandResult.Done.class::isInstance);
        assertThat(shop.orders().order(placed.orderId())).contains(read(placed));
        assertThat(shop.customers().customer(ann.customerId())).isPresent();
        assertThat(shop.catalog().search("mug", 10)).hasSize(1);
        assertThat(shop.orders().placedBy(ann.customerId(), read(placed).placedAt()))
                .hasSize(1);
    }

    @Test
    void aRightThatIsMissingIsSaid() {
        Map<String, String> settings = new HashMap<>(driver().settings());
        settings.put("apiKey", anApiKeyWith(List.of("ReadCatalog", "ReadOrder")));
        Shop shop = connect(settings);

        CommandResult result = shop.priceOffers().orElseThrow().offer(anOffer(GROUP_PRICE));

        assertThat(result).isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(RefusalCode.UNAUTHORIZED));
    }

    private String anApiKeyWith(List<String> permissions) {
        JsonArrayBuilder granted = Json.createArrayBuilder();
        permissions.forEach(granted::add);
        JsonObject role = driver().owner()
                .expect(
                        "createRole",
                        "Role",
                        """
                        mutation($code: String!, $permissions: [Permission!]!) {
                          createRole(input: {code: $code, description: "Gather", permissions: $permissions}) { __typename id } }""",
                        Map.of("code", VendureDriver.text("gather-" + key()), "permissions", granted.build()));
        return driver().owner()
                .expect("createApiKey", "CreateApiKeyResult", """
                        mutation($role: ID!) { createApiKey(input: {roleIds: [$role], translations: [{languageCode: en, name: "Gather"}]}) {
                          __typename apiKey } }""", Map.of("role", role.get("id")))
                .getString("apiKey");
    }
}
