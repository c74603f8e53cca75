package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.PriceTokens;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.PriceOffers.Admission;

/** What both sides sign. The host plugin's own tests hold the same text. */
class PriceTokensTest {

    @Test
    void aPriceTokenIsTheSameOnBothSides() {
        String token = PriceTokens.token(
                new TokenPrices(null, new Amounts(2)),
                SharedSecret.of("pluginSecret", "a-secret-of-enough-characters"),
                "offer-1",
                new Admission(
                        "admission-1",
                        "",
                        "17",
                        "4",
                        Money.parse("EUR 10.01"),
                        2,
                        Instant.parse("2026-11-22T12:00:00Z")));

        assertThat(token).isEqualTo("g1.vzQPz5q2hiaR.Onzk2OVwesOqzbBz.rt.2.towk00.s20oAEtkg5MAjb9HMKagwQ");
    }
}
