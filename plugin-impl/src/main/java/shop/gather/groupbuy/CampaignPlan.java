package shop.gather.groupbuy;

import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;
import shop.gather.groupbuy.Campaign.PaymentMode;
import shop.gather.platform.http.ProblemException;

/**
 * What an owner plans.
 *
 * @param groupPrice of one, with tax
 * @param teamSize how many buyers a team needs
 * @param teamDuration how long a team may take to fill
 * @param hold how long a buyer may take to pay once the shop knows the price
 * @param repayWithin how long a buyer may pay again whose payment is declined after the team has succeeded
 * @param exchanges what becomes of a place whose article is exchanged for another variant
 */
record CampaignPlan(
        String name,
        String variantId,
        Money groupPrice,
        int teamSize,
        Duration teamDuration,
        Duration hold,
        Duration repayWithin,
        PaymentMode paymentMode,
        Exchanges exchanges,
        Instant startsAt,
        Instant endsAt) {

    /** What an authorization is taken to last where the shop does not tell: some card networks release it after 5 days. */
    static final Duration SAFE_AUTHORIZATION = Duration.ofDays(4);

    CampaignPlan {
        if (!endsAt.isAfter(startsAt)) {
            throw ProblemException.invalid("endsAt must be after startsAt.");
        }
        if (paymentMode == PaymentMode.AUTHORIZE && teamDuration.compareTo(SAFE_AUTHORIZATION) > 0) {
            throw ProblemException.invalid(
                    "teamDuration must not exceed " + SAFE_AUTHORIZATION
                            + " with paymentMode AUTHORIZE: authorizations would expire before the team's deadline. Use AT_ONCE for longer teams.");
        }
    }
}
