package shop.gather.groupbuy.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * The more a team buys, the lower the price: every buyer of the team gets the price of the highest tier reached when
 * the team ends. Buyers pay the first tier's price, and are refunded the difference.
 *
 * @param tiers 2 to 10, all with the same measure, which increases, and with decreasing prices; the first one applies
 *     to every team that succeeds
 */
@Kind("tiered")
public record TieredPrice(List<Tier> tiers) implements PricePolicy {

    private static final int MAX_TIERS = 10;

    /** What tiers are measured by. */
    private enum Measure {
        MEMBERS,
        UNITS,
        TURNOVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A tier has exactly one of the three measures.
     *
     * @param members the number of paid places from which the price applies, 1 to 100,000; or null
     * @param units the number of paid units from which the price applies, 1 to 100,000,000; or null
     * @param turnover the price of all paid units at the checkout's price from which the price applies, with tax; or
     *     null
     */
    public record Tier(Integer members, Integer units, Money turnover, Money price) {

        private static final int MAX_UNITS = 100_000_000;

        public Tier {
            if (Stream.of(members, units, turnover).filter(Objects::nonNull).count() != 1) {
                throw ProblemException.invalid(
                        "Each of pricePolicy.tiers must have exactly one of members, units and turnover.");
            }
            if (members != null) {
                Check.range(members, "pricePolicy.tiers.members", 1, FullTeam.MAX_SIZE);
            }
            if (units != null) {
                Check.range(units, "pricePolicy.tiers.units", 1, MAX_UNITS);
            }
            if (price == null) {
                throw ProblemException.invalid("pricePolicy.tiers.price is missing.");
            }
            if (turnover != null && !turnover.getCurrencyUnit().equals(price.getCurrencyUnit())) {
                throw ProblemException.invalid("pricePolicy.tiers must all have the same currency.");
            }
        }

        public static Tier ofMembers(int members, Money price) {
            return new Tier(members, null, null, price);
        }

        public static Tier ofUnits(int units, Money price) {
            return new Tier(null, units, null, price);
        }

        public static Tier ofTurnover(Money turnover, Money price) {
            return new Tier(null, null, turnover, price);
        }

        private Measure measure() {
            return members != null ? Measure.MEMBERS : units != null ? Measure.UNITS : Measure.TURNOVER;
        }

        private BigDecimal from() {
            return switch (measure()) {
                case MEMBERS -> BigDecimal.valueOf(members);
                case UNITS -> BigDecimal.valueOf(units);
                case TURNOVER -> turnover.getAmount();
            };
        }

        /** With its measure, for messages: 5 members, 10 units, EUR 100.00 turnover. */
        private String text() {
            return (turnover == null ? from().toString() : turnover.toString()) + " " + measure();
        }
    }

    public TieredPrice {
        if (tiers == null || tiers.size() < 2 || tiers.size() > MAX_TIERS) {
            throw ProblemException.invalid("pricePolicy.tiers must be a list of 2 to " + MAX_TIERS + " tiers.");
        }
        for (int i = 1; i < tiers.size(); i++) {
            Tier before = tiers.get(i - 1);
            Tier tier = tiers.get(i);
            if (tier.measure() != before.measure()) {
                throw ProblemException.invalid(
                        "pricePolicy.tiers must all have the same measure: members, units or turnover.");
            }
            if (!tier.price().getCurrencyUnit().equals(before.price().getCurrencyUnit())) {
                throw ProblemException.invalid("pricePolicy.tiers must all have the same currency.");
            }
            if (tier.from().compareTo(before.from()) <= 0 || !tier.price().isLessThan(before.price())) {
                throw ProblemException.invalid("Each of pricePolicy.tiers must need more " + tier.measure()
                        + " than the one before and have a lower price; the tier of " + tier.text() + " does not.");
            }
        }
        tiers = List.copyOf(tiers);
    }

    @Override
    public Money atCheckout() {
        return tiers.get(0).price();
    }

    @Override
    public Money reachedWith(TeamSales sales) {
        BigDecimal value = value(sales);
        Money reached = atCheckout();
        for (Tier tier : tiers) {
            reached = tier.from().compareTo(value) <= 0 ? tier.price() : reached;
        }
        return reached;
    }

    @Override
    public boolean suitsOneArticleOnly() {
        return tiers.get(0).measure() == Measure.TURNOVER;
    }

    @Override
    public Optional<PricePolicy> plus(Money markUp) {
        return suitsOneArticleOnly()
                ? Optional.empty()
                : Optional.of(new TieredPrice(tiers.stream()
                        .map(tier -> new Tier(
                                tier.members(), tier.units(), null, tier.price().plus(markUp)))
                        .toList()));
    }

    /** The sales in the measure of the tiers. */
    private BigDecimal value(TeamSales sales) {
        return switch (tiers.get(0).measure()) {
            case MEMBERS -> BigDecimal.valueOf(sales.places());
            case UNITS -> BigDecimal.valueOf(sales.units());
            case TURNOVER -> atCheckout().multipliedBy(sales.units()).getAmount();
        };
    }

    @Override
    public void checkAgainst(TeamPolicy team, QuantityPolicy quantity) {
        Tier first = tiers.get(0);
        BigDecimal least = value(TeamSales.leastOf(team));
        if (first.from().compareTo(least) > 0) {
            throw ProblemException.invalid("The first of pricePolicy.tiers needs " + first.text()
                    + ", but a team succeeds with "
                    + least.stripTrailingZeros().toPlainString() + ".");
        }
        Tier last = tiers.get(tiers.size() - 1);
        BigDecimal most = value(TeamSales.mostOf(team, quantity));
        if (last.from().compareTo(most) > 0) {
            throw ProblemException.invalid("The last of pricePolicy.tiers needs " + last.text() + ", but a team takes "
                    + most.stripTrailingZeros().toPlainString() + " at most.");
        }
    }
}
