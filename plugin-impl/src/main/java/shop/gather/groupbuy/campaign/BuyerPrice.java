package shop.gather.groupbuy.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.platform.http.Amount;

/**
 * The price of one unit for a buyer, and the part of it that is paid back. Amounts include tax. The shop's ordinary
 * price is the one it had when the campaign was created.
 *
 * @param by how the buyer gets the group price
 * @param payNow the amount that the shop's checkout charges
 * @param comesBack the amount paid back when the team succeeds; zero where the checkout charges the group price
 * @param comesBackAtMost the amount paid back when the team is full; more than comesBack where the price falls with
 *     more buyers
 */
@Schema(description = "The price of one unit for a buyer, and the part of it that is paid back")
public record BuyerPrice(
        @Schema(
                description =
                        "OFFER: the shop's checkout charges the group price. REBATE: the buyer pays the shop's ordinary price, and gets the"
                                + " difference back when the team succeeds")
        PriceBy by,

        Amount payNow,

        @Schema(description = "The amount paid back in every team that succeeds")
        Amount comesBack,

        @Schema(description = "The amount paid back in a full team; more than comesBack if more buyers lower the price")
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
