package shop.gather.groupbuy.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.TieredPrice.Tier;

class MarkedUpPricePropertyTest {

    @Property(tries = 2_000)
    void everyTierRisesByTheMarkUp(
            @ForAll @IntRange(min = 300, max = 100_000) int price,
            @ForAll @IntRange(min = 1, max = 299) int less,
            @ForAll @IntRange(max = 100_000) int markUp,
            @ForAll @IntRange(min = 1, max = 40) int units) {
        PricePolicy tiers =
                new TieredPrice(List.of(Tier.ofUnits(1, cents(price)), Tier.ofUnits(20, cents(price - less))));
        TeamSales sales = new TeamSales(2, units);

        assertThat(tiers.plus(cents(markUp)).orElseThrow().reachedWith(sales))
                .isEqualTo(tiers.reachedWith(sales).plus(cents(markUp)));
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }
}
