package shop.gather.groupbuy.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.FurtherArticle;

/**
 * A further article of a campaign that was published, with the shop's price offer for it. Its price and name are in the
 * campaign's terms. An instance holds its row as it was read.
 */
@Entity
@IdClass(CampaignArticle.Key.class)
class CampaignArticle {

    @Id
    private UUID campaignId;

    @Id
    private String variantId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String title;
    private String offerReference;

    record Key(UUID campaignId, String variantId) implements Serializable {}

    /** For Hibernate. */
    protected CampaignArticle() {}

    /** An article that has no row and no price offer yet. */
    CampaignArticle(CampaignId campaign, FurtherArticle article) {
        this.campaignId = campaign.value();
        this.variantId = article.variantId();
        this.title = article.title();
    }

    String variantId() {
        return variantId;
    }

    /** Its name in the shop, for statements that list what places contain. */
    String title() {
        return title;
    }

    /** The shop's reference of the price offer; null while there is none. */
    String offerReference() {
        return offerReference;
    }
}
