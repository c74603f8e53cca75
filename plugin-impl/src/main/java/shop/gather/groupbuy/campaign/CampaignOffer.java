package shop.gather.groupbuy.campaign;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.spi.PriceOffers.Redemption;

/**
 * The terms and price offer of a campaign, for its teams. Immutable.
 *
 * @param variantId the article; the campaign's main one unless it was read for another one
 * @param listPrice the shop's price of one unit when the campaign was created
 * @param priceBy null until the campaign is published
 * @param redemption how the storefront passes the price to the checkout; null before publishing, and where the price is
 *     given by rebate
 * @param accountEmail whether the shop gives the price only if the billing address has the account's e-mail address
 * @param published whether buyers may see the campaign
 */
public record CampaignOffer(
        CampaignId id,
        String variantId,
        CampaignTerms terms,
        Money listPrice,
        PriceBy priceBy,
        Redemption redemption,
        boolean accountEmail,
        boolean published) {

    /**
     * The offer of one article.
     *
     * @param article one of the further articles; null for the main one
     */
    public CampaignOffer of(String article) {
        return article == null
                ? this
                : new CampaignOffer(
                        id,
                        article,
                        terms.of(article),
                        terms.article(article).orElseThrow().listPrice(),
                        priceBy,
                        redemption,
                        accountEmail,
                        published);
    }

    public CurrencyUnit currency() {
        return listPrice.getCurrencyUnit();
    }
}
