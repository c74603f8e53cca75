package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopException;

/** The arithmetic of discounts, taxes and shares. */
class PricesTest {

    /** Vendure reckons with binary fractions: the percentage must survive that, too. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 99, 1299, 1995, 99_999, 2_147_483_647L})
    void aPercentageTakesOffTheExactDifference(long unit) {
        for (long target = 0; target <= unit; target += Math.max(1, unit / 97)) {
            PercentageDiscount discount = PercentageDiscount.between(unit, target, "1");
            double asVendureReckons = -unit * (discount.percent().doubleValue() / 100);

            assertThat(unit - discount.of(unit)).isEqualTo(target);
            assertThat(unit + Math.round(asVendureReckons)).isEqualTo(target);
        }
    }

    @Test
    void aDiscountTakenBackLeavesTheFullPrice() {
        PercentageDiscount discount = PercentageDiscount.between(1299, 888, "1");

        assertThat(discount.of(1299) + discount.undone().of(1299)).isZero();
    }

    @Test
    void taxIsRoundedHalfUpOncePerLine() {
        TaxRate twenty = new TaxRate(BigDecimal.valueOf(20));

        assertThat(twenty.without(1299)).isEqualTo(1083);
        assertThat(twenty.with(1083)).isEqualTo(1300);
        assertThat(twenty.with(2)).isEqualTo(2);
        assertThat(twenty.with(3)).isEqualTo(4);
        assertThat(new TaxRate(new BigDecimal("8.1")).without(1081)).isEqualTo(1000);
    }

    @Test
    void integersBecomeMoneyByTheShopsPrecision() {
        assertThat(new Amounts(2).money(CurrencyUnit.EUR, 1299)).isEqualTo(Money.parse("EUR 12.99"));
        assertThat(new Amounts(2).money(CurrencyUnit.JPY, 10_000)).isEqualTo(Money.parse("JPY 100"));
        assertThat(new Amounts(3).money(CurrencyUnit.EUR, 12_990)).isEqualTo(Money.parse("EUR 12.99"));
        assertThat(new Amounts(2).value(Money.parse("JPY 100"))).isEqualTo(10_000);
        assertThat(new Amounts(3).value(Money.parse("EUR 12.99"))).isEqualTo(12_990);
    }

    @Test
    void aShopMayCountFinerThanItsCurrency() {
        assertThat(new Amounts(2).nearest(CurrencyUnit.JPY, 108_350)).isEqualTo(Money.parse("JPY 1084"));
        assertThatThrownBy(() -> new Amounts(2).money(CurrencyUnit.JPY, 108_350))
                .isInstanceOf(ShopException.class)
                .hasMessageContaining("precision 0");
    }

    @Test
    void aShopMayCountCoarserThanItsCurrency() {
        assertThat(new Amounts(2).has(Money.parse("KWD 1.230"))).isTrue();
        assertThat(new Amounts(2).has(Money.parse("KWD 1.234"))).isFalse();
        assertThat(new Amounts(0).has(Money.parse("JPY 1000"))).isTrue();
    }
}
