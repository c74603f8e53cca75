package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.referral.commission.AnOrder.cents;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.referral.commission.EarningTerms.Rounding;

class EarningTermsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    DOWN, 5, 1000, 0
                    DOWN, 19, 1000, 1
                    DOWN, 250, 500, 12
                    DOWN, 12345, 250, 308
                    HALF_UP, 5, 1000, 1
                    HALF_UP, 250, 500, 13
                    HALF_UP, 249, 500, 12
                    HALF_EVEN, 250, 500, 12
                    HALF_EVEN, 350, 500, 18
                    DOWN, 0, 9000, 0
                    """)
    void commissionIsRoundedAsThePlanSays(Rounding rounding, long base, int basisPoints, long commission) {
        EarningTerms terms = new EarningTerms(rounding, null, true);

        assertThat(terms.commission(cents(base), basisPoints)).isEqualTo(cents(commission));
    }

    @Test
    void ordersBelowTheSmallestEarnNothing() {
        EarningTerms terms = new EarningTerms(Rounding.HALF_UP, cents(500), true);

        assertThat(terms.commission(cents(499), 1_000)).isEqualTo(cents(0));
        assertThat(terms.commission(cents(500), 1_000)).isEqualTo(cents(50));
    }

    @Test
    void ordersInAnotherCurrencyAreNotComparedWithTheSmallest() {
        EarningTerms terms = new EarningTerms(Rounding.DOWN, cents(500), true);
        Money base = Money.ofMinor(CurrencyUnit.JPY, 100);

        assertThat(terms.commission(base, 1_000)).isEqualTo(Money.ofMinor(CurrencyUnit.JPY, 10));
    }
}
