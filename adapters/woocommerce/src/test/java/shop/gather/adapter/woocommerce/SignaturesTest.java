package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.ShopTime;
import shop.gather.adapter.support.Urls;
import shop.gather.adapter.support.fixture.PriceTokens;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.PriceOffers.Admission;

/** What is signed and verified. The plugin's own tests ({@code host/test/tests.php}) hold the same tokens. */
class SignaturesTest {

    private static final SharedSecret SECRET = SharedSecret.of("pluginSecret", "a-secret-of-enough-characters");
    private static final String CUSTOMER_TOKEN = "c1.17.towkgo.zM9Juv0Y5zkNfUgZ_cDLxFc0dBbqv0muvpSUVxgchFs";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_795_348_800);

    private static CustomerTokens at(Instant now) {
        return new CustomerTokens(SECRET, new ShopTime(Clock.fixed(now, ZoneOffset.UTC)));
    }

    @Test
    void aPriceTokenIsTheSameOnBothSides() {
        String token = PriceTokens.token(
                new TokenPrices(null, null, null),
                SECRET,
                "offer-1",
                new Admission(
                        "admission-1",
                        "",
                        "17",
                        "12-34",
                        Money.parse("EUR 10.01"),
                        2,
                        Instant.ofEpochSecond(1_795_435_200)));
        assertThat(token)
                .isEqualTo("g1.bf340fcf9ab68626.3a7ce4d8e5707ac3aacdb073.rt.2.2.toyeo0.oaTB5xXaEUs7vbFvBZmKiA");
    }

    @Test
    void theCustomerTokenThatThePluginSignsIsVerified() {
        assertThat(at(SIGNED).customer(CUSTOMER_TOKEN)).contains("17");
        assertThat(at(SIGNED.plusSeconds(599)).customer(CUSTOMER_TOKEN)).contains("17");
        assertThat(at(SIGNED.plusSeconds(600)).customer(CUSTOMER_TOKEN)).isEmpty();
    }

    @Test
    void noCharacterOfACustomerTokenCanBeChanged() {
        for (int i = 0; i < CUSTOMER_TOKEN.length(); i++) {
            char other = CUSTOMER_TOKEN.charAt(i) == '1' ? '2' : '1';
            String changed = CUSTOMER_TOKEN.substring(0, i) + other + CUSTOMER_TOKEN.substring(i + 1);
            assertThat(at(SIGNED).customer(changed)).as(changed).isEmpty();
        }
        assertThat(at(SIGNED).customer(CUSTOMER_TOKEN + "\n")).isEmpty();
        assertThat(at(SIGNED).customer("c1.17.zzzzzzzzzz.x")).isEmpty();
    }

    /**
     * Checked with another program against RFC 5849's rules: sorted, encoded twice, the method first, an empty token
     * secret.
     */
    @Test
    void queriesAreSignedAsTheRfcSays() {
        Map<String, String> signed = new OAuth("ck_key", "cs_secret")
                .signed(
                        "GET",
                        "http://shop.example:8080/blog/wp-json/wc/v3/products",
                        Map.of("search", "T\u00e9 & 50 %~*", "_fields", "id,name"),
                        1_600_000_000,
                        "a nonce");
        assertThat(signed.get("oauth_signature")).isEqualTo("Cij/Zss/e1IqzHEAV+31CD+1gMY8PX0dYOwsz/wEDJs=");
        assertThat(Urls.query(signed)).contains("search=T%C3%A9%20%26%2050%20%25~%2A");
    }
}
