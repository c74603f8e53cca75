package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which terms a presale can have. */
class ReserveThenPayTest {

    private static final ReserveThenPay BY_THE_OWNER = new ReserveThenPay(Duration.ofHours(2), null, null, null);

    @Test
    void theTermsAreReadAsTheyWereWritten() {
        CampaignTerms terms = SomeTerms.presale(
                new ReserveThenPay(Duration.ofDays(3), null, 50, Instant.parse("2026-12-10T10:00:00Z")),
                5,
                new StockPolicy.ShopStock());
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        assertThatThrownBy(() -> with(SomeTerms.fullTeam(2), BY_THE_OWNER)).hasMessageContaining("group-order");
        assertThatThrownBy(() -> with(
                        new GroupOrder(5, 100, null),
                        new ReserveThenPay(Duration.ofDays(3), null, null, Instant.parse("2026-12-29T00:00:00Z"))))
                .hasMessageContaining("opensAt");
        assertThatThrownBy(() ->
                        with(new GroupOrder(5, 100, null), new ReserveThenPay(Duration.ofDays(3), null, 101, null)))
                .hasMessageContaining("opensAtUnits");
        assertThatThrownBy(
                        () -> with(new GroupOrder(5, 100, 50), new ReserveThenPay(Duration.ofDays(3), null, 9, null)))
                .hasMessageContaining("capacity");
        assertThatThrownBy(() -> new ReserveThenPay(Duration.ofDays(15), null, null, null))
                .hasMessageContaining("payWithin");
    }

    private static CampaignTerms with(TeamPolicy team, PaymentPolicy payment) {
        CampaignTerms simple = SomeTerms.team("EUR 10.00", 2);
        return CampaignTerms.of(
                simple.price(),
                team,
                new QuantityPolicy.OneUnit(),
                simple.eligibility(),
                simple.stock(),
                simple.schedule(),
                payment,
                simple.fulfilment());
    }
}
