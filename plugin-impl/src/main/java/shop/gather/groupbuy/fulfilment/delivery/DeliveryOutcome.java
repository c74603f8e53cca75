package shop.gather.groupbuy.fulfilment.delivery;

import java.util.Locale;

/** What becomes of one item of a delivery. The name is sent: it never changes. */
enum DeliveryOutcome {
    /** It was recorded now. If it is less than was ordered, the difference is refunded. */
    RECORDED,
    /** The same was recorded before. */
    UNCHANGED,
    /** Something else was recorded before, and money may have gone back. */
    RECORDED_BEFORE,
    /** The place's article is paid as ordered. */
    NOT_MEASURED,
    /** The team has not succeeded, the place has ended, or the buyer must pay again. */
    NOT_CONFIRMED,
    /** Another refund of the place's price has not ended. */
    REFUND_UNDER_WAY,
    /** More than the tolerance above what was ordered. */
    TOO_MUCH,
    /** Less than half of what was ordered, and the item does not say that this is right. */
    TOO_LITTLE,
    /** The campaign has no such place. */
    UNKNOWN_PLACE;

    /** As it is sent. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the caller can do; null if nothing is to be done. */
    String advice() {
        return switch (this) {
            case RECORDED, UNCHANGED -> null;
            case RECORDED_BEFORE ->
                "Another figure was recorded, and its refund cannot be taken back. If the buyer got less still, refund"
                        + " the difference in the shop; Gather detects it.";
            case NOT_MEASURED -> "The campaign's terms do not say that this article is paid by weight or by pieces.";
            case NOT_CONFIRMED -> "Record it once the team has succeeded and the place is CONFIRMED.";
            case REFUND_UNDER_WAY ->
                "The rebate of the place is still being refunded. Send the item again in a minute; if an alarm asks you"
                        + " to refund the rebate, do that first.";
            case TOO_MUCH -> "This is more than the tolerance allows: check the figure and its unit.";
            case TOO_LITTLE ->
                "This is less than half of what was ordered: check the figure and its unit, and send sure: true if it"
                        + " is right. The refund cannot be taken back.";
            case UNKNOWN_PLACE -> "Send ids of the campaign's participations.";
        };
    }
}
