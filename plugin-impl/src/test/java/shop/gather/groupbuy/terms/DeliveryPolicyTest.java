package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.platform.http.ProblemException;

/** What buyers pay for what was delivered. */
class DeliveryPolicyTest {

    private static final DeliveryPolicy HALF_KILOS = new DeliveryPolicy.ByWeight(500, null);

    private static Money due(DeliveryPolicy policy, String price, int units, long delivered) {
        return policy.due(Money.parse(price), BigDecimal.valueOf(units), delivered);
    }

    @Test
    void whatIsLighterCostsLess() {
        assertThat(due(HALF_KILOS, "EUR 10.00", 2, 940)).isEqualTo(Money.parse("EUR 18.80"));
        assertThat(due(HALF_KILOS, "EUR 10.00", 2, 0)).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void whatIsHeavierCostsNoMore() {
        assertThat(due(HALF_KILOS, "EUR 10.00", 2, 1_100)).isEqualTo(Money.parse("EUR 20.00"));
    }

    @Test
    void aFractionOfACentIsNotCharged() {
        assertThat(due(HALF_KILOS, "EUR 9.99", 1, 333)).isEqualTo(Money.parse("EUR 6.65"));
        assertThat(due(HALF_KILOS, "JPY 999", 1, 499)).isEqualTo(Money.parse("JPY 997"));
    }

    @Test
    void missingPiecesAreNotCharged() {
        assertThat(due(new DeliveryPolicy.ByQuantity(), "EUR 2.50", 4, 3)).isEqualTo(Money.parse("EUR 7.50"));
    }

    @Test
    void whatIsPaidAsOrderedDoesNotDependOnTheDelivery() {
        assertThat(new DeliveryPolicy.AsOrdered().due(Money.parse("EUR 2.50"), BigDecimal.valueOf(4), null))
                .isEqualTo(Money.parse("EUR 10.00"));
    }

    @Test
    void muchMoreThanWasOrderedIsATypingError() {
        assertThat(HALF_KILOS.most(2)).isEqualTo(1_200);
        assertThat(new DeliveryPolicy.ByQuantity().most(3)).isEqualTo(3);
        assertThat(new DeliveryPolicy.ByWeight(1_000_000, 100).most(1_000)).isEqualTo(2_000_000_000L);
    }

    @Test
    void aUnitHasAWeight() {
        for (Integer grams : List.of(0, -1, 1_000_001)) {
            assertThatThrownBy(() -> new DeliveryPolicy.ByWeight(grams, null)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> new DeliveryPolicy.ByWeight(null, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new DeliveryPolicy.ByWeight(500, 101)).isInstanceOf(ProblemException.class);
    }

    @Test
    void termsAreStoredWithThePolicyOfEachArticle() {
        CampaignTerms terms = SomeTerms.team("EUR 10.00", 2)
                .with(HALF_KILOS)
                .with(List.of(new FurtherArticle(
                        "eggs",
                        "Eggs",
                        null,
                        "",
                        Money.parse("EUR 4.00"),
                        SomeTerms.groupPrice("EUR 3.00"),
                        new DeliveryPolicy.ByQuantity(),
                        new CasePolicy.SingleUnits())));
        CampaignTerms read = TermsJson.read(TermsJson.write(terms));
        assertThat(read).isEqualTo(terms);
        assertThat(read.of("eggs").delivery()).isEqualTo(new DeliveryPolicy.ByQuantity());
        assertThat(read.of(null).delivery()).isEqualTo(HALF_KILOS);
    }

    /** Never more than what was ordered costs, never more than the share of it, and less than a cent below that. */
    @Property(tries = 100_000)
    void theShareIsExact(
            @ForAll @IntRange(min = 1, max = 1_000_000) int cents,
            @ForAll @IntRange(min = 1, max = 1_000) int units,
            @ForAll @IntRange(min = 1, max = 1_000_000) int grams,
            @ForAll @IntRange(max = 2_000_000_000) int delivered) {
        DeliveryPolicy policy = new DeliveryPolicy.ByWeight(grams, 100);
        long due = policy.due(Money.ofMinor(CurrencyUnit.EUR, cents), BigDecimal.valueOf(units), (long) delivered)
                .getAmountMinorLong();
        long full = (long) cents * units;
        BigDecimal share = BigDecimal.valueOf(cents).multiply(BigDecimal.valueOf(delivered));
        assertThat(due).isBetween(0L, full);
        if (delivered < policy.ordered(units)) {
            BigDecimal charged = BigDecimal.valueOf(due).multiply(BigDecimal.valueOf(grams));
            assertThat(charged).isLessThanOrEqualTo(share);
            assertThat(charged.add(BigDecimal.valueOf(grams))).isGreaterThan(share);
        } else {
            assertThat(due).isEqualTo(full);
        }
    }
}
