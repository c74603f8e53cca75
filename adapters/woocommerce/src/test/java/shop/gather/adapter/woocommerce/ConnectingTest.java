package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.adapter.woocommerce.CannedShop.refusal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What connecting leads to: the site must be a WooCommerce, the settings must fit, and whatever is wrong is said. */
class ConnectingTest {

    private final CannedShop canned = new CannedShop();
    private final CannedHttp http = canned.http();

    /** What connecting leads to where every call is answered so. */
    private ShopException refusalOf(int status, Map<String, String> headers) {
        http.answer("/wp-json/", status, headers, "<html>");
        return refusal(canned::connect);
    }

    @Test
    void signaturesAreMadeForTheSitesOwnAddressAndItsOwnTime() {
        http.answer(
                "/wp-json/",
                200,
                Map.of("date", "Sun, 22 Nov 2026 12:40:00 GMT"),
                "{\"name\":\"Tea\",\"home\":\"https://shop.example/blog/\",\"namespaces\":[\"wc/v3\"]}");
        canned.connect().close();
        String query = http.sent().get(1).uri().getQuery();
        Map<String, String> sent = new HashMap<>();
        for (String pair : query.split("&")) {
            sent.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        long shops = CannedShop.NOW.plus(Duration.ofMinutes(40)).getEpochSecond();
        assertThat(sent).containsEntry("oauth_timestamp", Long.toString(shops));
        String expected = new OAuth("ck_key", "cs_secret")
                .signed(
                        "GET",
                        "http://shop.example/blog/wp-json/wc/v3/settings/general",
                        Map.of("_fields", "id,value"),
                        shops,
                        sent.get("oauth_nonce"))
                .get("oauth_signature");
        assertThat(sent.get("oauth_signature")).isEqualTo(expected);
        assertThat(http.sent().get(1).uri().getHost()).isEqualTo("10.0.0.5");
    }

    @Test
    void whatIsNotAWooCommerceIsSaidToBeNone() {
        http.json("/wp-json/", "{\"name\":\"x\",\"home\":\"http://x\",\"namespaces\":[\"wp/v2\"]}");
        assertThat(refusal(canned::connect).error()).isEqualTo(ShopError.MISCONFIGURED);
    }

    @Test
    void failuresAreToldApart() {
        assertThat(refusalOf(301, Map.of("location", "https://www.shop.example/")))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("shopUrl");
        assertThat(refusalOf(404, Map.of()))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("ermalinks");
        assertThat(refusalOf(503, Map.of("retry-after", "600"))).satisfies(failure -> {
            assertThat(failure.error()).isEqualTo(ShopError.SHOP_FAILED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(600));
        });
        assertThat(refusalOf(429, Map.of("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT"))
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void settingsThatCannotWorkAreRefusedInWords() {
        assertThat(refusal(() -> canned.connect(Map.of("shopUrl", "ftp://shop.example"))))
                .hasMessageContaining("shopUrl");
        assertThat(refusal(() -> canned.connect(Map.of("webhookUrl", "https://gather.example/hooks/1"))))
                .hasMessageContaining("webhookSecret");
        assertThat(refusal(() -> canned.connect(Map.of("webhookSecret", "short"))))
                .hasMessageContaining("24");
        assertThat(refusal(() -> canned.connect(Map.of("pluginSecret", "short"))))
                .hasMessageContaining("24");
    }

    /** The key may do without webhooks, but then the owner must know. */
    @Test
    void webhooksThatMayNotBeMadeAreSaid() {
        http.answer("/webhooks", 403, Map.of(), "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"no\"}");
        Map<String, String> wanted = Map.of(
                "webhookSecret", "a-secret-of-enough-characters", "webhookUrl", "https://gather.example/hooks/1");
        assertThat(refusal(() -> canned.connect(wanted)))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED))
                .hasMessageContaining("webhookUrl");
        http.answer("/webhooks", 502, Map.of(), "");
        canned.connect(wanted).close();
    }

    @Test
    void anAddressThatEndsInAFileIsNoSite() {
        for (String address : new String[] {"http://10.0.0.5/index.php", "http://10.0.0.5/blog/index.php/"}) {
            ShopException refused = refusal(() -> canned.connect(Map.of("shopUrl", address)));
            assertThat(refused.error()).isEqualTo(ShopError.MISCONFIGURED);
            assertThat(refused).hasMessageContaining("shopUrl").hasMessageContaining("/index.php");
        }
    }

    /** Without this Gather would quietly make coupons instead, and no storefront session would work. */
    @Test
    void aPluginThatIsNotActiveIsNamedWhereItsSecretIsEntered() {
        ShopException refused =
                refusal(() -> canned.connect(Map.of("pluginSecret", "a-plugin-secret-of-enough-characters")));
        assertThat(refused.error()).isEqualTo(ShopError.MISCONFIGURED);
        assertThat(refused).hasMessageContaining("pluginSecret").hasMessageContaining("activate");
    }
}
