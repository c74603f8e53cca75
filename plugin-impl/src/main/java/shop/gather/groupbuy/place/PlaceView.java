package shop.gather.groupbuy.place;

import java.time.Instant;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.BuyerPrice;
import shop.gather.groupbuy.campaign.CampaignOffer;

/**
 * A buyer's view of the buyer's own place.
 *
 * @param quantity the number of units that the buyer asked for: order no more of the article at the group price
 * @param variantId the further article of the campaign that the buyer chose; null for the main one
 * @param state RESERVED (nothing can be paid yet), HELD, PAID, CONFIRMED, EXPIRED, WITHDRAWN, REFUSED, FAILED, LATE,
 *     UNPAID, LEFT, NOT_DRAWN, CASE_NOT_FILLED or RETURNED
 * @param reason a stable code that explains the state; null for the normal course
 * @param admission PENDING until the shop has admitted the buyer to the price, then READY; the hold starts then. READY
 *     at once where the price is given by rebate
 * @param redemption how the storefront uses the reference: AUTOMATIC, COUPON_CODE or PRICE_TOKEN; null while pending,
 *     and where the price is given by rebate
 * @param reference pass it to the shop as {@code redemption} says; null while pending
 * @param accountEmail true if the buyer must enter the account's e-mail address as billing e-mail, because the shop
 *     refuses the price otherwise: tell the buyer; null while pending
 * @param price what is paid now and what is paid back; null in lists and in the answer that takes the place
 * @param rebate the rebate of the order; null before it is paid, and where nothing of the checkout's price is paid back
 * @param payUntil when the hold ends or, if the reason is payment-declined-pay-again, when the order is cancelled; null
 *     while pending
 * @param delivered what was delivered, in grams or pieces as the campaign's deliveryPolicy says; null if nothing was
 *     recorded
 * @param opener whether the buyer counts as the opener of the team: the one who opened it or, if that buyer has left,
 *     the one who has paid first; null in lists and in the answer that takes the place
 */
public record PlaceView(
        ParticipationId id,
        TeamId team,
        int quantity,
        String variantId,
        String state,
        String reason,
        String admission,
        String redemption,
        String reference,
        Boolean accountEmail,
        Instant payUntil,
        String orderId,
        BuyerPrice price,
        PlaceRebate rebate,
        Long delivered,
        Boolean opener) {

    /** Without the campaign's data: for lists, and for a place that was just taken. */
    public static PlaceView of(Participation place) {
        return of(place, null, null, null, null, null);
    }

    /**
     * @param whole the offer of the place's campaign
     * @param opener whether the buyer has opened the team with this place
     */
    public static PlaceView of(Participation place, CampaignOffer whole, boolean opener) {
        CampaignOffer campaign = whole.of(place.variantId());
        return of(
                place,
                campaign.redemption() == null ? null : campaign.redemption().name(),
                campaign.accountEmail(),
                BuyerPrice.of(campaign),
                PlaceRebate.of(place, campaign.currency().getCode()),
                opener);
    }

    private static PlaceView of(
            Participation place,
            String redemption,
            Boolean accountEmail,
            BuyerPrice price,
            PlaceRebate rebate,
            Boolean opener) {
        boolean ready = place.admission() == Participation.Admission.READY;
        return new PlaceView(
                place.id(),
                place.team(),
                place.quantity(),
                place.variantId(),
                place.state().name(),
                place.reason(),
                place.admission().name(),
                ready ? redemption : null,
                ready ? place.admissionReference() : null,
                ready ? accountEmail : null,
                ready ? place.holdUntil() : null,
                place.orderId(),
                price,
                rebate,
                place.delivered(),
                opener);
    }
}
