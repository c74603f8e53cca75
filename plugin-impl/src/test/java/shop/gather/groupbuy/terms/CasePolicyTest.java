package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.terms.CasePolicy.FullCases;
import shop.gather.platform.http.ProblemException;

class CasePolicyTest {

    private static final FullCases DOZEN = new FullCases(12, 2, Duration.ofHours(12));

    private static CampaignTerms aGroupOrder() {
        return SomeTerms.groupOrder(new GroupOrder(1, 100, null), new UpTo(5, null));
    }

    @Test
    void aCaseThatIsFullIsMissingNothing() {
        assertThat(DOZEN.missing(0)).isZero();
        assertThat(DOZEN.missing(12)).isZero();
        assertThat(DOZEN.missing(13)).isEqualTo(11);
        assertThat(DOZEN.missing(23)).isEqualTo(1);
    }

    @Test
    void theOwnerBuysWhatIsMissingWithinTheTolerance() {
        assertThat(DOZEN.canOrder(9)).isFalse();
        assertThat(DOZEN.canOrder(10)).isTrue();
        assertThat(DOZEN.casesFor(10)).isEqualTo(1);
        assertThat(DOZEN.casesFor(24)).isEqualTo(2);
    }

    @Test
    void thePhaseOfFillingEndsWithTheDeadline() {
        Instant cutOff = Instant.parse("2026-12-24T17:00:00Z");
        assertThat(DOZEN.topUpFrom(cutOff)).contains(Instant.parse("2026-12-24T05:00:00Z"));
        assertThat(new FullCases(12, null, null).topUpFrom(cutOff)).isEmpty();
    }

    @Test
    void eachArticleIsStoredWithItsOwnCases() {
        CampaignTerms terms = aGroupOrder()
                .with(DOZEN)
                .with(List.of(new FurtherArticle(
                        "eggs",
                        "Eggs",
                        null,
                        "",
                        Money.parse("EUR 4.00"),
                        SomeTerms.groupPrice("EUR 3.00"),
                        new DeliveryPolicy.AsOrdered(),
                        new FullCases(6, null, null))));
        CampaignTerms read = TermsJson.read(TermsJson.write(terms));
        assertThat(read).isEqualTo(terms);
        assertThat(read.casesOf(null)).contains(DOZEN);
        assertThat(read.casesOf("eggs")).contains(new FullCases(6, 0, Duration.ZERO));
        assertThat(read.of("eggs").cases()).isEqualTo(new FullCases(6, 0, Duration.ZERO));
        assertThat(aGroupOrder().hasCases()).isFalse();
    }

    @Test
    void aRequestNamesTheSizeAtLeast() {
        CasePolicy read = CasePolicy.KINDS.read(Json.createObjectBuilder()
                .add("policy", "full-cases")
                .add("units", 12)
                .add("tolerance", 2)
                .add("topUp", "PT12H")
                .build());
        assertThat(read).isEqualTo(DOZEN);
        assertThatThrownBy(() -> CasePolicy.KINDS.read(
                        Json.createObjectBuilder().add("policy", "full-cases").build()))
                .hasMessageContaining("casePolicy.units");
    }

    @Test
    void itsBounds() {
        for (Runnable refused : List.<Runnable>of(
                () -> new FullCases(1, null, null),
                () -> new FullCases(10_001, null, null),
                () -> new FullCases(12, 12, null),
                () -> new FullCases(12, -1, null),
                () -> new FullCases(12, 0, Duration.ofSeconds(-1)))) {
            assertThatThrownBy(refused::run).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        assertThatThrownBy(() -> SomeTerms.team("EUR 10.00", 3).with(DOZEN)).hasMessageContaining("group-order");
        assertThatThrownBy(() -> SomeTerms.presale(
                                new ReserveThenPay(Duration.ofDays(3), null, null, null),
                                1,
                                new StockPolicy.ShopStock())
                        .with(DOZEN))
                .hasMessageContaining("reserve-then-pay");
        CampaignTerms terms = aGroupOrder();
        assertThatThrownBy(() -> CampaignTerms.of(
                                terms.price(),
                                terms.team(),
                                terms.quantity(),
                                terms.eligibility(),
                                terms.stock(),
                                terms.schedule(),
                                terms.payment(),
                                new FulfilmentPolicy.ByShop(Exchanges.KEEP))
                        .with(DOZEN))
                .hasMessageContaining("exchanges KEEP");
        assertThatThrownBy(() -> SomeTerms.groupOrder(new GroupOrder(1, 3, null), new UpTo(3, null))
                        .with(DOZEN))
                .as("nine units at most")
                .hasMessageContaining("at most 9");
        assertThat(SomeTerms.groupOrder(new GroupOrder(1, 5, null), new UpTo(2, null))
                        .with(DOZEN)
                        .hasCases())
                .as("ten units, and two that the owner buys")
                .isTrue();
        assertThatThrownBy(() -> aGroupOrder().with(new FullCases(12, 0, Duration.ofDays(30))))
                .hasMessageContaining("casePolicy.topUp must be shorter than the campaign");
    }
}
