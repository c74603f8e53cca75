package shop.gather.groupbuy.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;

/**
 * What a buyer pays for one, and what of it comes back. With tax; the shop's price is the one that it had when the
 * campaign was made.
 *
 * @param by how the buyer comes to the group price
 * @param payNow in the shop's checkout
 * @param comesBack when the team succeeds; zero where the checkout charges the group price
 * @param comesBackAtMost when the team succeeds and fills; more than comesBack where more buyers lower the price
 */
@Schema(description = "What a buyer pays for one article, and what of it comes back")
public record BuyerPrice(
        @Schema(
                description =
                        "OFFER: the shop's checkout charges the group price. REBATE: the buyer pays the shop's ordinary price, and gets the"
                                + " difference back when the team succeeds")
        PriceBy by,

        Amount payNow,

        @Schema(description = "What comes back in any team that succeeds")
        Amount comesBack,

        @Schema(description = "What comes back in a full team; more than comesBack where more buyers lower the price")
        Amount comesBackAtMost) {

    public static BuyerPrice of(CampaignOffer campaign) {
        CampaignTerms terms = campaign.terms();
        Money payNow = campaign.priceBy() == PriceBy.REBATE ? campaign.listPrice() : terms.checkoutPrice();
        return new BuyerPrice(
                campaign.priceBy(),
                Amount.of(payNow),
                Amount.of(payNow.minus(terms.highestPrice())),
                Amount.of(payNow.minus(terms.lowestPrice())));
    }
}
