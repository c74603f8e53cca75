package shop.gather.groupbuy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.groupbuy.Campaign.PriceBy;
import shop.gather.platform.http.Amount;

/**
 * What a buyer pays for one, and what of it comes back. With tax; the shop's price is the one that it had when the campaign was made.
 *
 * @param by how the buyer comes to the group price
 * @param payNow in the shop's checkout
 * @param comesBack when the team succeeds; zero where the checkout charges the group price
 */
@Schema(description = "What a buyer pays for one article, and what of it comes back")
public record BuyerPrice(
        @Schema(
                description =
                        "OFFER: the shop's checkout charges the group price. REBATE: the buyer pays the shop's ordinary price, and gets the"
                                + " difference back when the team succeeds")
        PriceBy by,

        Amount payNow,
        Amount comesBack) {

    static BuyerPrice of(Campaign campaign) {
        boolean rebate = campaign.priceBy == PriceBy.REBATE;
        return new BuyerPrice(
                campaign.priceBy,
                Amount.ofMinor(rebate ? campaign.listPrice : campaign.groupPrice, campaign.currency),
                Amount.ofMinor(rebate ? campaign.listPrice - campaign.groupPrice : 0, campaign.currency));
    }
}
