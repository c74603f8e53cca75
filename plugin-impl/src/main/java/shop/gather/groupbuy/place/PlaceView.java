package shop.gather.groupbuy.place;

import java.time.Instant;
import java.util.UUID;
import shop.gather.groupbuy.campaign.BuyerPrice;
import shop.gather.groupbuy.campaign.CampaignOffer;

/**
 * A buyer's own place.
 *
 * @param state HELD, PAID, CONFIRMED, EXPIRED, WITHDRAWN, REFUSED, FAILED, LATE, UNPAID or RETURNED
 * @param reason stable code of why; null while all goes its way
 * @param admission PENDING until the shop knows that this buyer gets the price, then READY; the countdown starts then.
 *     READY at once where the price is given by rebate
 * @param redemption what the storefront does with the reference: AUTOMATIC, COUPON_CODE or PRICE_TOKEN; null while
 *     pending, and where the price is given by rebate
 * @param reference hand it to the shop as {@code redemption} says; null while pending
 * @param accountEmail true where the buyer must enter the account's e-mail address as billing e-mail, or the shop
 *     refuses the price: tell the buyer; null while pending
 * @param price which price is paid now and what comes back; null in lists and in the answer that gives the place
 * @param rebate what comes back of the order; null before it is paid, and where nothing comes back of what the checkout
 *     charged
 * @param payUntil until when to pay: when the hold ends, or, where the reason is payment-declined-pay-again, when the
 *     order is cancelled; null while pending
 */
public record PlaceView(
        UUID id,
        UUID team,
        String state,
        String reason,
        String admission,
        String redemption,
        String reference,
        Boolean accountEmail,
        Instant payUntil,
        String orderId,
        BuyerPrice price,
        PlaceRebate rebate) {

    /** Without what lies in its campaign: for lists, and for a place that was just taken. */
    public static PlaceView of(Participation place) {
        return of(place, null, null, null, null);
    }

    public static PlaceView of(Participation place, CampaignOffer campaign) {
        return of(
                place,
                campaign.redemption() == null ? null : campaign.redemption().name(),
                campaign.accountEmail(),
                BuyerPrice.of(campaign),
                PlaceRebate.of(place, campaign.currency().getCode()));
    }

    private static PlaceView of(
            Participation place, String redemption, Boolean accountEmail, BuyerPrice price, PlaceRebate rebate) {
        boolean ready = place.admission() == Participation.Admission.READY;
        return new PlaceView(
                place.id(),
                place.team(),
                place.state().name(),
                place.reason(),
                place.admission().name(),
                ready ? redemption : null,
                ready ? place.admissionReference() : null,
                ready ? accountEmail : null,
                ready ? place.holdUntil() : null,
                place.orderId(),
                price,
                rebate);
    }
}
