package shop.gather.insight;

import java.util.Map;
import shop.gather.groupbuy.place.TeamHistory.What;

/** Says in a sentence what has happened to a team, and why. */
final class Explanations {

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("accepted-by-the-owner", "The owner has accepted the team with the places that are paid."),
            Map.entry("cancelled-by-the-owner", "The owner has ended the team."),
            Map.entry("team-full", "All places were paid before the deadline."),
            Map.entry("all-helps-given", "The buyer has paid, and all friends have helped who could."),
            Map.entry("minimum-reached", "Enough places were paid when the deadline had passed."),
            Map.entry("team-not-filled", "Too few places were paid when the deadline had passed."),
            Map.entry("team-empty", "No place was held or paid any more."),
            Map.entry("hold-ended-without-payment", "No payment arrived in time."),
            Map.entry("payment-not-opened", "The payment of the presale was not opened before the team ended."),
            Map.entry("given-back-by-the-buyer", "The buyer has given the unpaid place back."),
            Map.entry("quantity-changed", "The buyer has changed the quantity: another place has replaced this one."),
            Map.entry("left-by-the-buyer", "The buyer has left the team after paying."),
            Map.entry("shop-refused-the-price", "The shop has refused to give this buyer the group price."),
            Map.entry("no-longer-a-customer", "The buyer's account was merged or erased while the place was taken."),
            Map.entry("order-cancelled-or-refunded", "The order was cancelled or refunded in the shop."),
            Map.entry("line-exchanged", "The article was exchanged for another one in the order."),
            Map.entry("paid-after-the-team-was-full", "The payment arrived when all places were taken."),
            Map.entry("paid-after-the-deadline", "The shop states a time of payment after the team's deadline."),
            Map.entry("paid-after-the-team-ended", "The payment arrived when the team had ended."),
            Map.entry(
                    "moved-to-the-next-team",
                    "The payment was too late for its team; an open team of the campaign had a free place."),
            Map.entry(
                    "moved-to-a-new-team",
                    "The payment was too late for its team, and no open team had a free place: a new one was opened."),
            Map.entry("payment-declined-pay-again", "The payment was declined when the team had succeeded."),
            Map.entry("payment-declined-and-not-paid-again", "The buyer did not pay again in time."),
            Map.entry("not-drawn", "The draw went to other places."),
            Map.entry(
                    "case-not-filled",
                    "The place fits into no full case of its article, beside those that were paid before."),
            Map.entry("cases-not-filled", "Too few of the paid units fill full cases."),
            Map.entry("capacity-reached", "The paid units have reached the capacity of the campaign."),
            Map.entry("capture-refused", "The shop has refused the capture. See the alarms."),
            Map.entry("capture-rest-refused", "The shop has refused to capture the rest of the order. See the alarms."),
            Map.entry("cancel-order-refused", "The shop has refused to cancel the order. See the alarms."),
            Map.entry("cancel-line-refused", "The shop has refused to cancel the line. See the alarms."),
            Map.entry("refund-refused", "The shop has refused the refund. See the alarms."),
            Map.entry("rebate-refused", "The shop has refused to refund the rebate. See the alarms."),
            Map.entry("consolation-refused", "The shop has refused the credit. See the alarms."),
            Map.entry(
                    "short-delivery-refused",
                    "The shop has refused to refund what was not delivered. See the alarms."));

    private Explanations() {}

    static String of(What what) {
        return switch (what) {
            case TEAM_OPENED -> "The team was opened.";
            case TEAM_ACCEPTED -> "The owner lets the team end with the places that are paid.";
            case TEAM_SOLD_OUT -> "All units are sold: nobody can join any more.";
            case TEAM_HELPED -> "A friend has helped: the buyer's final price is one step lower.";
            case TEAM_DEADLINE -> "The deadline has passed: nobody can join any more.";
            case TEAM_SUCCEEDED -> "The team has succeeded.";
            case TEAM_FAILED -> "The team has failed.";
            case DRAW_HELD -> "The draw was held.";
            case PLACE_JOINED -> "A buyer has taken a place and has time to pay.";
            case PAYMENT_OPENED -> "The payment was opened: the buyer has time to pay.";
            case RESERVATION_RELEASED -> "The reservation has ended without a payment.";
            case PLACE_EXPIRED -> "The place was free again: its buyer had not paid.";
            case PLACE_GIVEN_BACK -> "The place was free again: its buyer no longer wanted it.";
            case PLACE_REFUSED -> "The place was free again: its buyer does not get the group price.";
            case ORDER_ACCEPTED -> "The owner has decided that an order pays for the place.";
            case PLACE_PAID -> "An order pays for the place.";
            case PLACE_PAID_LATE -> "An order has paid for the place too late; the payment is being returned.";
            case PLACE_MOVED_AWAY -> "The place was paid too late and was moved to another team.";
            case PLACE_MOVED_IN -> "A paid place has come from another team.";
            case PLACE_WITHDRAWN -> "The place was free again: its order no longer pays for it.";
            case PLACE_LEFT -> "The buyer has left; the payment is being returned.";
            case PLACE_CONFIRMED -> "The buyer gets the article, because the team has succeeded.";
            case PLACE_NOT_DRAWN -> "The buyer does not get the article; the payment is being returned.";
            case PLACE_CASE_NOT_FILLED -> "The place fills no full case; the payment is being returned.";
            case PLACE_FAILED -> "The payment is being returned, because the team has failed.";
            case PAYMENT_DECLINED -> "The payment was declined; the buyer may pay again.";
            case PLACE_PAID_AGAIN -> "The buyer has paid again.";
            case PLACE_UNPAID -> "The buyer has lost the place; the order is being cancelled.";
            case PLACE_RETURNED -> "The payment has been returned to the buyer.";
            case PLACE_RESTORED -> "The buyer has the place again, because the owner has accepted the order.";
            case PAYMENT_CAPTURED -> "The shop has captured a payment of the order.";
            case ORDER_CANCELLED -> "The shop has cancelled the order, or the part of it that the place had bought.";
            case PAYMENT_REFUNDED -> "The shop has made a refund.";
            case REBATE_REFUNDED -> "The shop has refunded the difference to the final price.";
            case CONSOLATION_GIVEN -> "The shop has given the buyer the credit for a place that was not drawn.";
            case DELIVERY_RECORDED -> "It was recorded what was delivered for the place.";
            case REBATE_PAID_BACK -> "The order shows that the whole rebate was paid back.";
            case SETTLEMENT_REFUSED -> "The shop has refused a step of the settlement.";
        };
    }

    /** Why it has happened; null if there is no special reason. @param reason a stable code; null for none */
    static String why(String reason) {
        return reason == null ? null : REASONS.getOrDefault(reason, "Reason: " + reason + ".");
    }

    /** Whether a reason has a sentence of its own. */
    static boolean knows(String reason) {
        return REASONS.containsKey(reason);
    }
}
