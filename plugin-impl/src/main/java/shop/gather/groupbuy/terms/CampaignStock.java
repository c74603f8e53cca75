package shop.gather.groupbuy.terms;

import java.util.OptionalInt;
import shop.gather.platform.http.Check;
import shop.gather.platform.http.ProblemException;

/**
 * A limited number of units, beside the shop's own stock. A team is opened only while the most units that it can sell
 * are left, so that it cannot happen that a team fills and some of its buyers get nothing. A team that ends gives back the
 * units that it did not sell.
 *
 * @param units 1 to 10,000,000, at least as many as a team can sell
 */
@Kind("campaign-stock")
public record CampaignStock(Integer units) implements StockPolicy {

    public CampaignStock {
        Check.range(units, "stockPolicy.units", 1, 10_000_000);
    }

    @Override
    public OptionalInt most() {
        return OptionalInt.of(units);
    }

    @Override
    public void checkAgainst(TeamPolicy team, QuantityPolicy quantity) {
        int needed = TeamSales.mostOf(team, quantity).units();
        if (units < needed) {
            throw ProblemException.invalid("stockPolicy.units must be at least " + needed
                    + ", the most units of a team: no team could be opened.");
        }
    }
}
