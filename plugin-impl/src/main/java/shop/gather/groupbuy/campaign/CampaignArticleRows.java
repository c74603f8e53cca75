package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of the table of further articles, checked at compile time; the implementation is generated. Runs
 * in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface CampaignArticleRows {

    StatelessSession session();

    default void insert(CampaignArticle article) {
        session().insert(article);
    }

    @HQL("delete from CampaignArticle where campaignId = :campaign")
    void delete(UUID campaign);

    @HQL("where campaignId = :campaign order by variantId")
    List<CampaignArticle> of(UUID campaign);

    /** The shop has accepted the price offer; true if the article had none. */
    @HQL("update CampaignArticle set offerReference = :reference where campaignId = :campaign"
            + " and variantId = :variant and offerReference is null")
    boolean accepted(UUID campaign, String variant, String reference);

    /** Removes the reference of a price offer, which is then removed from the shop; true if there was one. */
    @HQL("update CampaignArticle set offerReference = null where campaignId = :campaign and variantId = :variant"
            + " and offerReference is not null")
    boolean withdrawOffer(UUID campaign, String variant);

    /** The number of price offers that the shop has or is being asked to create. */
    @HQL("select count(*) from CampaignArticle article, Campaign campaign where campaign.id = article.campaignId"
            + " and (campaign.state = PUBLISHING or article.offerReference is not null)")
    long liveOffers();
}
