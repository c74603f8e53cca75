package shop.gather.groupbuy.campaign;

import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;

/** Published campaigns on an article of 12.99 at shops that cannot charge a group price, for tests of other folders. */
public final class SomeCampaigns {

    private SomeCampaigns() {}

    public static CampaignOffer of(CampaignId id, CampaignTerms terms) {
        return new CampaignOffer(id, "tea", terms, Money.parse("EUR 12.99"), PriceBy.REBATE, null, false, true);
    }
}
