package shop.gather.groupbuy.campaign;

import java.util.OptionalInt;
import org.joda.money.Money;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.ledger.StoreDatabase;
import shop.gather.spi.VariantSnapshot;

/** Published campaigns on an article of 12.99 at shops that cannot charge a group price, for tests of other folders. */
public final class SomeCampaigns {

    private SomeCampaigns() {}

    public static CampaignOffer of(CampaignId id, CampaignTerms terms) {
        return new CampaignOffer(id, "tea", terms, Money.parse("EUR 12.99"), PriceBy.REBATE, null, false, true);
    }

    /** Drafts a campaign on an article of 12.99, at a store that is connected to a shop. */
    public static CampaignId draft(StoreDatabase database, CampaignTerms terms, String variant) {
        VariantSnapshot article =
                new VariantSnapshot(variant, "1", "Tea", "", Money.parse("EUR 12.99"), OptionalInt.of(40), true);
        return database.transactions().inStore(database.store(), () -> database.bean(Campaigns.class)
                .create(
                        database.store(),
                        new CampaignPlan("Tea", variant, terms),
                        new Campaigns.Article(article, "https://shop.example/tea"),
                        "owner:test")
                .id());
    }

    /** Closes a campaign as its owner. */
    public static void close(StoreDatabase database, CampaignId id) {
        database.bean(Campaigns.class).close(database.store(), id, "owner:test");
    }
}
