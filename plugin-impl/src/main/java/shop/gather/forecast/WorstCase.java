package shop.gather.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;
import shop.gather.referral.commission.CommissionEstimate;

/**
 * The highest cost of one unit for the owner: at the lowest price that a buyer can pay, sold by a leader who was recruited by
 * another leader. Commission is computed from the price with tax, because the tax of an article is known only from its
 * orders; the real commission is lower.
 *
 * @param discount the list price minus the lowest price
 * @param level1 the leader's commission
 * @param level2 the commission of the leader's recruiter
 * @param cost the sum of the three
 * @param percentOfListPrice the cost in percent, with two decimals
 */
@Schema(description = "The highest cost of one unit. Commission is computed from the price with tax: an upper limit")
public record WorstCase(
        Amount listPrice,
        Amount lowestPrice,
        Amount discount,
        Amount level1,
        Amount level2,
        Amount cost,
        @Schema(example = "31.45") String percentOfListPrice) {

    /** @param listPrice of one unit; positive, in the currency of the terms */
    static WorstCase of(CampaignTerms terms, Money listPrice, CommissionEstimate plan) {
        Money lowest = terms.openerPrice();
        Money discount = listPrice.minus(lowest);
        CommissionEstimate rates = plan.inALargeOrder();
        Money level1 = rates.level1(lowest);
        Money level2 = rates.level2(lowest);
        Money cost = discount.plus(level1).plus(level2);
        return new WorstCase(
                Amount.of(listPrice),
                Amount.of(lowest),
                Amount.of(discount),
                Amount.of(level1),
                Amount.of(level2),
                Amount.of(cost),
                percent(cost, listPrice));
    }

    private static String percent(Money part, Money whole) {
        return part.getAmount()
                .multiply(BigDecimal.valueOf(100))
                .divide(whole.getAmount(), 2, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
