package shop.gather.groupbuy.pricehistory;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The prices of an article in the days before a price reduction. In the European Union a reduction must be announced
 * with the lowest price of the last 30 days before it (Directive 98/6/EC, Article 6a). Immutable.
 *
 * @param begins the first instant of the period
 * @param ends when the reduction begins; now, if it has not begun
 * @param prices those that were seen in the period, in its currency, oldest first
 */
public record ArticlePrices(Instant begins, Instant ends, List<SeenPrice> prices) {

    /** How long before a reduction the lowest price counts. */
    private static final Period PERIOD = Period.ofDays(30);

    /** Gather looks every six hours: one look may be missed. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

    /**
     * The prices in the 30 days before a reduction.
     *
     * @param seen all that are known of the article, in any order; in other currencies too
     */
    static ArticlePrices before(Instant ends, CurrencyUnit currency, List<SeenPrice> seen) {
        Instant begins = ends.atOffset(ZoneOffset.UTC).minus(PERIOD).toInstant();
        return new ArticlePrices(
                begins,
                ends,
                seen.stream()
                        .filter(price -> price.price().getCurrencyUnit().equals(currency))
                        .filter(price -> !price.until().isBefore(begins)
                                && !price.since().isAfter(ends))
                        .sorted(Comparator.comparing(SeenPrice::since))
                        .toList());
    }

    /** The lowest price in the period; empty if none is known. */
    public Optional<Money> lowest() {
        return prices.stream().map(SeenPrice::price).min(Comparator.naturalOrder());
    }

    /** Since when prices are known: the beginning of the period, or later; empty if none is known. */
    public Optional<Instant> knownSince() {
        return prices.stream().findFirst().map(first -> first.since().isBefore(begins) ? begins : first.since());
    }

    /** Whether the whole period is known: the pauses between two looks at the shop were at most 12 hours. */
    public boolean isComplete() {
        if (!knownSince().equals(Optional.of(begins))) {
            return false;
        }
        Instant known = begins;
        for (SeenPrice price : prices) {
            if (price.since().isAfter(known.plus(LONGEST_PAUSE))) {
                return false;
            }
            known = price.until();
        }
        return !known.plus(LONGEST_PAUSE).isBefore(ends);
    }
}
