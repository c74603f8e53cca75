package shop.gather.groupbuy.terms;

import java.time.Duration;
import org.joda.money.Money;

/**
 * What a campaign promises to its buyers. Each part is a policy: a sealed type whose permitted classes are the kinds
 * that exist. A new kind is one class and one line in its sealed type. Terms are stored as JSON with the campaign, and
 * do not change once it is published. Immutable.
 *
 * @param version of the stored form; 1 today
 */
public record CampaignTerms(
        int version,
        PricePolicy price,
        TeamPolicy team,
        StockPolicy stock,
        SchedulePolicy schedule,
        PaymentPolicy payment,
        FulfilmentPolicy fulfilment) {

    private static final int CURRENT_VERSION = 1;

    public CampaignTerms {
        payment.checkAgainst(team);
        price.checkAgainst(team);
    }

    /** Terms in the stored form of today. */
    public static CampaignTerms of(
            PricePolicy price,
            TeamPolicy team,
            StockPolicy stock,
            SchedulePolicy schedule,
            PaymentPolicy payment,
            FulfilmentPolicy fulfilment) {
        return new CampaignTerms(CURRENT_VERSION, price, team, stock, schedule, payment, fulfilment);
    }

    /** What one costs at the checkout, with tax. No buyer of a team that succeeds ends with more. */
    public Money checkoutPrice() {
        return price.atCheckout();
    }

    /** What one costs in a full team: the lowest price that a buyer can end with. */
    public Money lowestPrice() {
        return price.reachedWith(team.size());
    }

    /** What one costs in a team that just succeeds: the highest price that a buyer can end with. */
    public Money highestPrice() {
        return priceWith(0);
    }

    /** What one would cost if a team with so many paid places succeeded now. */
    public Money priceWith(int paid) {
        return price.reachedWith(Math.max(paid, team.minimum()));
    }

    /** Whether the price of a team is known only when it ends. */
    public boolean priceCanFall() {
        return lowestPrice().isLessThan(checkoutPrice());
    }

    /** How long a buyer may take to pay once the shop knows the price. */
    public Duration hold() {
        return payment.hold();
    }
}
