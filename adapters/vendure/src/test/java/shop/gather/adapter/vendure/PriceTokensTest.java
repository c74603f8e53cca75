package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.signing.SharedSecret;

/** What both sides sign. The host plugin's own tests hold the same text. */
class PriceTokensTest {

    @Test
    void aPriceTokenIsTheSameOnBothSides() {
        String token = new PriceTokens(SharedSecret.of("pluginSecret", "a-secret-of-enough-characters"))
                .token(new PriceTokens.Terms(
                        PriceTokens.offerName("offer-1"),
                        PriceTokens.admissionName("admission-1"),
                        "17",
                        "4",
                        1001,
                        CurrencyUnit.EUR,
                        2,
                        Instant.parse("2026-11-22T12:00:00Z")));

        assertThat(token).isEqualTo("g1.vzQPz5q2hiaR.Onzk2OVwesOqzbBz.rt.2.towk00.s20oAEtkg5MAjb9HMKagwQ");
    }
}
