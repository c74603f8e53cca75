package shop.gather.groupbuy;

import java.time.Instant;
import java.util.UUID;

/**
 * A buyer's own place.
 *
 * @param state HELD, PAID, CONFIRMED, EXPIRED, WITHDRAWN, REFUSED, FAILED, LATE, UNPAID or RETURNED
 * @param reason stable code of why; null while all goes its way
 * @param admission PENDING until the shop knows that this buyer gets the price, then READY; the countdown starts then
 * @param redemption what the storefront does with the reference: AUTOMATIC, COUPON_CODE or PRICE_TOKEN; null while pending
 * @param reference hand it to the shop as {@code redemption} says; null while pending
 * @param payUntil until when to pay: when the hold ends, or, where the reason is payment-declined-pay-again, when the order is cancelled; null while pending
 */
public record PlaceView(
        UUID id,
        UUID team,
        String state,
        String reason,
        String admission,
        String redemption,
        String reference,
        Instant payUntil,
        String orderId) {

    /** @param redemption how the campaign's price is redeemed; null where it is not needed yet */
    static PlaceView of(Participations.Row place, String redemption) {
        boolean ready = place.admission() == Participations.Admission.READY;
        return new PlaceView(
                place.id(),
                place.team(),
                place.state().name(),
                place.reason(),
                place.admission().name(),
                ready ? redemption : null,
                ready ? place.admissionReference() : null,
                ready ? place.holdUntil() : null,
                place.orderId());
    }
}
