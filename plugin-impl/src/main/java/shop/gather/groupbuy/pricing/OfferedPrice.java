package shop.gather.groupbuy.pricing;

import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.JoinQueue;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.terms.CampaignTerms;

/**
 * What of a campaign an admission needs.
 *
 * @param offerReference of the offer at the shop; null where the price is given by rebate
 */
record OfferedPrice(PriceBy by, String offerReference, String variantId, CampaignTerms terms) {

    Money money() {
        return terms.checkoutPrice();
    }

    Duration hold() {
        return terms.hold();
    }

    int quantity() {
        return terms.stock().unitsPerPlace();
    }

    /**
     * When an admission ends by itself: late enough however long the place waits for it, and the same at every try. A
     * try after a crash is the same command to the shop only if it says the same. The end of the hold takes the
     * admission back.
     */
    Instant until(Participation place) {
        return place.createdAt().plus(JoinQueue.ADMISSION_WAIT).plus(hold());
    }
}
