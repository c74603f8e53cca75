package shop.gather.groupbuy.pricing;

import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.JoinQueue;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.CampaignTerms;

/**
 * The data of a campaign's article that an admission needs.
 *
 * @param offerReference the shop's reference of the offer; null where the price is given by rebate
 */
record OfferedPrice(PriceBy by, String offerReference, String variantId, CampaignTerms terms) {

    /** @param variantId the further article; null for the campaign's main one */
    record Key(CampaignId campaign, String variantId) {
        static Key of(Participation place) {
            return new Key(place.campaign(), place.variantId());
        }
    }

    Money money() {
        return terms.checkoutPrice();
    }

    Duration hold() {
        return terms.hold();
    }

    /**
     * When an admission ends by itself. Late enough for the longest wait, and the same for every attempt: after a crash
     * the shop recognizes the repeated command only if its content is the same. The end of the hold revokes the
     * admission earlier.
     */
    Instant until(Participation place) {
        return place.createdAt().plus(JoinQueue.ADMISSION_WAIT).plus(hold());
    }
}
