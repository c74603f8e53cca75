package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.support.fixture.CannedHttp;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Capability;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;

/** What a shop may say of itself when it is connected. */
class DiscoveryTest {

    private static final String DOCUMENT = """
            {"contract":"1.0","fingerprint":"f","name":"Tea","currencies":["EUR","JPY"],"pricesIncludeTax":true,
             "storefront":{"home":"https://tea.example/","product":"https://tea.example/p/{productId}?v={variantId}"},
             "capabilities":["refunds","priceOffers","timeTravel"],
             "priceOffers":{"redemption":"PRICE_TOKEN","liveOffers":50,"admissionsPerSecond":20,"timeToPay":"PT5M"}}""";

    private static Shop connect(String document) {
        Map<String, String> settings =
                Map.of("baseUrl", "https://tea.example/gather", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        return new HttpAdapter()
                .connect(new ContextOver(
                        new DirectContext(settings, Clock.systemUTC()), new CannedHttp().then(200, document)));
    }

    @Test
    void declaredPortsAreThereAndUnknownOnesAreLeftAlone() {
        try (Shop shop = connect(DOCUMENT)) {
            assertThat(Capability.of(shop)).isEqualTo(EnumSet.of(Capability.REFUNDS, Capability.PRICE_OFFERS));
            PriceOffers.Limits limits = shop.priceOffers().orElseThrow().limits();
            assertThat(limits.redemption()).isEqualTo(PriceOffers.Redemption.PRICE_TOKEN);
            assertThat(limits.liveOffers()).hasValue(50);
            assertThat(limits.timeToPay()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void aMinorVersionMayBeNewer() {
        try (Shop shop = connect(DOCUMENT.replace("\"1.0\"", "\"1.7\""))) {
            assertThat(shop.refunds()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1.0\"|\"2.0\"|MISCONFIGURED|version 2.0",
                "\"f\"|\"\"|BAD_ANSWER|fingerprint",
                "[\"EUR\",\"JPY\"]|[]|BAD_ANSWER|currencies",
                "\"EUR\"|\"EURO\"|BAD_ANSWER|currencies",
                "\"pricesIncludeTax\":true|\"pricesIncludeTax\":\"yes\"|BAD_ANSWER|pricesIncludeTax",
                "https://tea.example/p/|https://evil.example/p/|MISCONFIGURED|host",
                "https://tea.example/p/|https://tea.example@evil.example/p/|BAD_ANSWER|storefront",
                "https://tea.example/p/|https://{sku}.tea.example/p/|MISCONFIGURED|host",
                "https://tea.example/p/|javascript:alert(1)//|BAD_ANSWER|storefront",
                "\"PRICE_TOKEN\"|\"MAGIC\"|BAD_ANSWER|redemption",
                "\"PT5M\"|\"PT0S\"|BAD_ANSWER|priceOffers",
                "\"liveOffers\":50|\"liveOffers\":0|BAD_ANSWER|priceOffers",
                "\"priceOffers\":{|\"priceOffer\":{|BAD_ANSWER|priceOffers",
            })
    void whatCannotWorkIsRefusedWithItsReason(String good, String bad, ShopError error, String named) {
        String document = DOCUMENT.replace(good, bad);
        assertThat(document).isNotEqualTo(DOCUMENT);
        ShopException failure = catchThrowableOfType(ShopException.class, () -> connect(document));
        assertThat(failure.error()).isEqualTo(error);
        assertThat(failure.getMessage()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example/gather",
                "ftp://shop.example",
                "https://user:word@shop.example",
                "https://",
                "https://shop.example/gather?x=1",
                "https://shop.example/#a",
                "https://shop .example"
            })
    void aBaseAddressMustBeOne(String address) {
        ShopContext context = new DirectContext(
                Map.of("baseUrl", address, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Clock.systemUTC());
        ShopException failure = catchThrowableOfType(ShopException.class, () -> new HttpAdapter().connect(context));
        assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(failure.getMessage()).contains("baseUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc-1_2:3", "a/b", "a.b", "a~b", "%", "\u5718\u8cfc \ud83c\udf75", "~41"})
    void aKeyComesBackAsItWas(String key) {
        String written = Keys.REFUND.of(key);
        assertThat(written).matches("refund:[A-Za-z0-9_:~-]+");
        assertThat(Keys.REFUND.original(written)).contains(key);
        assertThat(Keys.CAPTURE.original(written)).isEqualTo(Optional.empty());
    }

    @Test
    void theAdapterIsFoundByItsId() {
        assertThat(ServiceLoader.load(ShopAdapter.class))
                .extracting(adapter -> adapter.descriptor().id())
                .containsExactly(HttpAdapter.ID);
    }
}
