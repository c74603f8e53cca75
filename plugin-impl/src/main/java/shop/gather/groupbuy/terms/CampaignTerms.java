package shop.gather.groupbuy.terms;

import java.time.Duration;
import org.joda.money.Money;

/**
 * The terms that a campaign promises to its buyers. Each part is a policy: a sealed type whose permitted classes are
 * the existing kinds. A new kind is one class and one line in its sealed type. Terms are stored as JSON with the
 * campaign, and do not change once it is published. Immutable.
 *
 * @param version of the stored form; currently 1
 */
public record CampaignTerms(
        int version,
        PricePolicy price,
        TeamPolicy team,
        EligibilityPolicy eligibility,
        StockPolicy stock,
        SchedulePolicy schedule,
        PaymentPolicy payment,
        FulfilmentPolicy fulfilment) {

    private static final int CURRENT_VERSION = 1;

    public CampaignTerms {
        payment.checkAgainst(team);
        price.checkAgainst(team);
        stock.checkAgainst(team);
        fulfilment.checkAgainst(schedule);
    }

    /** Terms in the current stored form. */
    public static CampaignTerms of(
            PricePolicy price,
            TeamPolicy team,
            EligibilityPolicy eligibility,
            StockPolicy stock,
            SchedulePolicy schedule,
            PaymentPolicy payment,
            FulfilmentPolicy fulfilment) {
        return new CampaignTerms(CURRENT_VERSION, price, team, eligibility, stock, schedule, payment, fulfilment);
    }

    /** The unit price at the checkout, with tax. No buyer of a team that succeeds pays more in the end. */
    public Money checkoutPrice() {
        return price.atCheckout();
    }

    /** The unit price in a full team: the lowest possible final price. */
    public Money lowestPrice() {
        return price.reachedWith(team.size());
    }

    /** The unit price in a team that just reaches its minimum: the highest possible final price. */
    public Money highestPrice() {
        return priceWith(0);
    }

    /** The unit price if a team with this number of paid places succeeded now. */
    public Money priceWith(int paid) {
        return price.reachedWith(Math.max(paid, team.minimum()));
    }

    /** The lowest unit price that the buyer who opens a team can pay in the end. */
    public Money openerPrice() {
        return price.openerPays(lowestPrice());
    }

    /** Whether the price of a team is known only when it ends. */
    public boolean priceCanFall() {
        return lowestPrice().isLessThan(checkoutPrice());
    }

    /** Whether the buyer who opens a team pays less than the others. */
    public boolean isCheaperForOpener() {
        return openerPrice().isLessThan(lowestPrice());
    }

    /** How long a buyer has to pay once the shop has admitted the buyer to the price. */
    public Duration hold() {
        return payment.hold();
    }
}
