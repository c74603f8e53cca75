package shop.gather.groupbuy.campaign;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * Updates of the table of pickup points of campaigns, checked at compile time; the implementation is generated. Runs in
 * the caller's transaction, on the rows of its store. Thread-safe.
 */
interface CampaignPointRows {

    StatelessSession session();

    @HQL("delete from CampaignPoint where campaignId = :campaign")
    void delete(UUID campaign);

    /** Replaces the points of a campaign by those that its terms name. */
    default void list(Campaign campaign) {
        delete(campaign.id().value());
        campaign.terms()
                .fulfilment()
                .pickup()
                .map(pickup -> pickup.points())
                .orElse(List.of())
                .forEach(point -> session().insert(new CampaignPoint(campaign.id(), point)));
    }
}
