package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.platform.http.ProblemException;

/** Friends lower the price of one buyer step by step. */
class HelpedPriceTest {

    private static final HelpedPrice PRICE = new HelpedPrice(Money.parse("EUR 10.00"), Money.parse("EUR 5.00"), 3);
    private static final TeamPolicy ALONE = new AloneTeam(Duration.ofHours(24));

    private static Money after(PricePolicy price, int helps) {
        return price.reachedWith(new TeamSales(1, 1, helps));
    }

    @ParameterizedTest
    @CsvSource({"0, 10.00", "1, 8.33", "2, 6.66", "3, 5.00", "4, 5.00"})
    void eachHelpLowersThePriceByOneStep(int helps, String price) {
        assertThat(after(PRICE, helps)).isEqualTo(Money.parse("EUR " + price));
    }

    @Test
    void theStepsAreKnownBefore() {
        assertThat(PRICE.steps())
                .containsExactly(Money.parse("EUR 1.67"), Money.parse("EUR 1.67"), Money.parse("EUR 1.66"));
        assertThat(new GroupPrice(Money.parse("EUR 10.00")).steps()).isEmpty();
    }

    @Test
    void theBuyerPaysThePriceAndEndsAtTheLowestAtBest() {
        CampaignTerms terms = SomeTerms.with(PRICE, ALONE);
        assertThat(terms.checkoutPrice()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(terms.highestPrice()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(terms.lowestPrice()).isEqualTo(Money.parse("EUR 5.00"));
        assertThat(terms.priceCanFall()).isTrue();
    }

    @Test
    void termsAreReadAsTheyWereWritten() {
        CampaignTerms terms = SomeTerms.with(PRICE, ALONE);
        assertThat(TermsJson.read(TermsJson.write(terms))).isEqualTo(terms);
    }

    /** The steps add up to the budget; the price never rises and is never below the lowest. */
    @Property(tries = 100_000)
    void theBudgetIsConserved(
            @ForAll @IntRange(min = 1, max = 100) int helpers,
            @ForAll @LongRange(min = 1, max = 100_000_000) long lowest,
            @ForAll @LongRange(min = 0, max = 100_000_000) long more) {
        Money least = Money.ofMinor(CurrencyUnit.EUR, lowest);
        HelpedPrice price = new HelpedPrice(least.plusMinor(helpers + more), least, helpers);
        List<Money> steps = price.steps();
        assertThat(steps).hasSize(helpers);
        assertThat(Money.total(steps)).isEqualTo(price.price().minus(least));
        Money now = price.atCheckout();
        for (int help = 1; help <= helpers; help++) {
            Money next = now.minus(steps.get(help - 1));
            assertThat(next.isLessThan(now)).isTrue();
            now = next;
        }
        assertThat(after(price, helpers / 2))
                .isEqualTo(price.price().minus(Money.total(CurrencyUnit.EUR, steps.subList(0, helpers / 2))));
        assertThat(now).isEqualTo(least);
        assertThat(after(price, helpers)).isEqualTo(least);
        assertThat(after(price, helpers + 1)).isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR 10.00, EUR 10.00, 1, 'is worth at least'",
        "EUR 10.00, EUR 11.00, 1, 'is worth at least'",
        "EUR 10.00, EUR 9.98, 3, 'is worth at least'",
        "EUR 10.00, EUR 0.00, 3, 'more than zero'",
        "EUR 10.00, USD 5.00, 3, 'the same currency'",
        "EUR 10.00, EUR 5.00, 0, 'pricePolicy.helpers'",
        "EUR 10.00, EUR 5.00, 101, 'pricePolicy.helpers'"
    })
    void whatCannotBeSplitIsRefused(String price, String lowest, int helpers, String why) {
        assertThatThrownBy(() -> new HelpedPrice(Money.parse(price), Money.parse(lowest), helpers))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aLowestPriceOfZeroIsRefusedInARequestToo() {
        String sent = """
                {"policy":"helped","price":{"amount":"10.00","currency":"EUR"},
                 "lowest":{"amount":"0.00","currency":"EUR"},"helpers":3}""";
        assertThatThrownBy(() -> PricePolicy.KINDS.read(
                        Json.createReader(new StringReader(sent)).readObject()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than zero");
    }

    @Test
    void thePriceAndTheTeamNeedEachOther() {
        assertThatThrownBy(() -> SomeTerms.with(PRICE, SomeTerms.fullTeam(2)))
                .hasMessageContaining("pricePolicy helped and teamPolicy alone");
        assertThatThrownBy(() -> SomeTerms.with(SomeTerms.groupPrice("EUR 10.00"), ALONE))
                .hasMessageContaining("pricePolicy helped and teamPolicy alone");
    }

    @Test
    void latePaymentsCanOnlyBeRefunded() {
        assertThatThrownBy(() -> SomeTerms.with(PRICE, ALONE).with(new LatePolicy.NewTeam()))
                .hasMessageContaining("latePolicy must be refund");
    }

    @Test
    void itIsForOneArticle() {
        CampaignTerms terms = SomeTerms.with(PRICE, ALONE);
        FurtherArticle other = new FurtherArticle("mug", "Mug", null, "", Money.parse("EUR 20.00"), PRICE);
        assertThatThrownBy(() -> terms.with(List.of(other))).hasMessageContaining("so is pricePolicy helped");
    }
}
