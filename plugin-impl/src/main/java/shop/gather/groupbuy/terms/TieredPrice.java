package shop.gather.groupbuy.terms;

import java.util.List;
import org.joda.money.Money;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * The more buyers, the lower the price: every buyer of the team gets the price of the highest tier reached when the
 * team ends. Buyers pay the first tier's price, and are refunded the difference.
 *
 * @param tiers 2 to 10, with increasing members and decreasing prices; the first one applies to every team that
 *     succeeds
 */
@Kind("tiered")
public record TieredPrice(List<Tier> tiers) implements PricePolicy {

    private static final int MAX_TIERS = 10;

    /** @param members the number of paid places from which the price applies */
    public record Tier(int members, Money price) {
        public Tier {
            Check.range(members, "pricePolicy.tiers.members", 1, FullTeam.MAX_SIZE);
            if (price == null) {
                throw ProblemException.invalid("pricePolicy.tiers.price is missing.");
            }
        }
    }

    public TieredPrice {
        if (tiers == null || tiers.size() < 2 || tiers.size() > MAX_TIERS) {
            throw ProblemException.invalid("pricePolicy.tiers must be a list of 2 to " + MAX_TIERS + " tiers.");
        }
        for (int i = 1; i < tiers.size(); i++) {
            Tier before = tiers.get(i - 1);
            Tier tier = tiers.get(i);
            if (!tier.price().getCurrencyUnit().equals(before.price().getCurrencyUnit())) {
                throw ProblemException.invalid("pricePolicy.tiers must all have the same currency.");
            }
            if (tier.members() <= before.members() || !tier.price().isLessThan(before.price())) {
                throw ProblemException.invalid(
                        "Each of pricePolicy.tiers must need more members than the one before and have a lower"
                                + " price; the tier of " + tier.members() + " does not.");
            }
        }
        tiers = List.copyOf(tiers);
    }

    @Override
    public Money atCheckout() {
        return tiers.get(0).price();
    }

    @Override
    public Money reachedWith(int paidPlaces) {
        Money reached = atCheckout();
        for (Tier tier : tiers) {
            reached = tier.members() <= paidPlaces ? tier.price() : reached;
        }
        return reached;
    }

    @Override
    public void checkAgainst(TeamPolicy team) {
        if (tiers.get(0).members() > team.minimum()) {
            throw ProblemException.invalid("The first of pricePolicy.tiers needs "
                    + tiers.get(0).members() + " members, but a team succeeds with " + team.minimum() + ".");
        }
        int last = tiers.get(tiers.size() - 1).members();
        if (last > team.size()) {
            throw ProblemException.invalid("The last of pricePolicy.tiers needs " + last + " members, but a team takes "
                    + team.size() + " at most.");
        }
    }
}
