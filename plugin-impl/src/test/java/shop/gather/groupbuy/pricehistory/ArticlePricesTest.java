package shop.gather.groupbuy.pricehistory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The lowest price in the 30 days before a reduction. */
class ArticlePricesTest {

    private static final Instant REDUCTION = Instant.parse("2026-06-30T10:00:00Z");

    /** The first instant of the period. */
    private static final String BEGINS = "2026-05-31T10:00:00Z";

    private static SeenPrice price(String price, String since, String until) {
        return new SeenPrice(Money.parse(price), Instant.parse(since), Instant.parse(until));
    }

    private static ArticlePrices before(SeenPrice... seen) {
        List<SeenPrice> inAnyOrder = Arrays.asList(seen);
        Collections.reverse(inAnyOrder);
        return ArticlePrices.before(REDUCTION, CurrencyUnit.EUR, inAnyOrder);
    }

    @Test
    void isTheLowestThatWasSeenInThePeriod() {
        ArticlePrices prices = before(
                price("EUR 12.99", "2026-05-01T00:00:00Z", "2026-06-10T00:00:00Z"),
                price("EUR 9.99", "2026-06-10T06:00:00Z", "2026-06-12T00:00:00Z"),
                price("EUR 14.99", "2026-06-12T06:00:00Z", "2026-06-30T09:00:00Z"));
        assertThat(prices.lowest()).contains(Money.parse("EUR 9.99"));
        assertThat(prices.prices().get(0).price()).as("oldest first").isEqualTo(Money.parse("EUR 12.99"));
        assertThat(prices.isComplete()).isTrue();
    }

    @Test
    void leavesOutPricesThatEndedBeforeThePeriod() {
        ArticlePrices prices = before(
                price("EUR 5.00", "2026-05-01T00:00:00Z", "2026-05-31T09:59:59Z"),
                price("EUR 12.99", "2026-05-31T12:00:00Z", "2026-06-30T09:00:00Z"));
        assertThat(prices.lowest()).contains(Money.parse("EUR 12.99"));
        assertThat(prices.knownSince()).contains(Instant.parse("2026-05-31T12:00:00Z"));
        assertThat(prices.isComplete()).isFalse();
    }

    /** The shop could not be read for three weeks, and may have sold for less. */
    @Test
    void isNotCompleteOverAGap() {
        ArticlePrices prices = before(
                price("EUR 12.99", BEGINS, "2026-06-03T00:00:00Z"),
                price("EUR 12.99", "2026-06-25T00:00:00Z", "2026-06-30T09:00:00Z"));
        assertThat(prices.isComplete()).isFalse();
    }

    @Test
    void isNotCompleteIfTheLastDaysAreMissing() {
        assertThat(before(price("EUR 12.99", BEGINS, "2026-06-25T00:00:00Z")).isComplete())
                .isFalse();
    }

    @Test
    void countsAPriceThatWasSeenInTheFirstInstant() {
        assertThat(before(price("EUR 5.00", "2026-05-01T00:00:00Z", BEGINS)).lowest())
                .contains(Money.parse("EUR 5.00"));
    }

    @Test
    void leavesOutPricesSinceTheReduction() {
        ArticlePrices prices = before(
                price("EUR 12.99", BEGINS, "2026-06-29T00:00:00Z"),
                price("EUR 8.00", "2026-06-30T10:00:01Z", "2026-07-05T00:00:00Z"));
        assertThat(prices.lowest()).contains(Money.parse("EUR 12.99"));
    }

    @Test
    void leavesOutOtherCurrencies() {
        ArticlePrices prices = before(
                price("USD 1.00", BEGINS, "2026-06-10T00:00:00Z"),
                price("EUR 12.99", "2026-06-10T06:00:00Z", "2026-06-30T09:00:00Z"));
        assertThat(prices.lowest()).contains(Money.parse("EUR 12.99"));
    }

    @Test
    void isUnknownWhereNoPriceWasSeen() {
        ArticlePrices prices = before();
        assertThat(prices.lowest()).isEmpty();
        assertThat(prices.knownSince()).isEmpty();
        assertThat(prices.isComplete()).isFalse();
        assertThat(prices.begins()).isEqualTo(BEGINS);
    }
}
