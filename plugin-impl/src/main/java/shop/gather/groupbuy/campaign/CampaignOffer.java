package shop.gather.groupbuy.campaign;

import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.spi.PriceOffers.Redemption;

/**
 * What a campaign offers to its teams. Immutable.
 *
 * @param listPrice of one in the shop when the campaign was made
 * @param priceBy null until it is published
 * @param redemption how the storefront hands over the price; null where the price is given by rebate, and before
 *     publishing
 * @param accountEmail whether the shop gives the price only with the account's e-mail address as billing address
 * @param published whether buyers may know of it
 */
public record CampaignOffer(
        UUID id,
        CampaignTerms terms,
        Money listPrice,
        PriceBy priceBy,
        Redemption redemption,
        boolean accountEmail,
        boolean published) {

    public CurrencyUnit currency() {
        return listPrice.getCurrencyUnit();
    }
}
