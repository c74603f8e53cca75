package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.terms.FurtherArticle;
import shop.gather.platform.http.ProblemException;

/** The campaigns of a store, for the lists of teams. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class ListedCampaigns {

    private final CampaignRows rows;

    @Inject
    ListedCampaigns(CampaignRows rows) {
        this.rows = rows;
    }

    /** @param title the article's name in the shop */
    public record ListedCampaign(
            String name, String variantId, String title, String productUrl, Instant endsAt, CampaignOffer offer) {

        /**
         * The name of an article in the shop.
         *
         * @param article one of the further articles; null for the main one
         */
        public String title(String article) {
            return article == null
                    ? title
                    : offer.terms().article(article).map(FurtherArticle::title).orElse(article);
        }

        private static ListedCampaign of(Campaign campaign) {
            return new ListedCampaign(
                    campaign.name(),
                    campaign.variantId(),
                    campaign.title(),
                    campaign.productUrl(),
                    campaign.endsAt(),
                    campaign.offer());
        }
    }

    /**
     * A campaign, public or not, for those who know one of its teams.
     *
     * @throws ProblemException NOT_FOUND
     */
    public ListedCampaign of(CampaignId id) {
        return rows.find(id.value()).map(ListedCampaign::of).orElseThrow(() -> ProblemException.notFound("campaign"));
    }

    /** Those of the given campaigns that are public now. */
    public Map<CampaignId, ListedCampaign> publicOnes(Collection<CampaignId> ids) {
        return rows.publicOnes(ids.stream().map(CampaignId::value).toList()).stream()
                .map(ListedCampaign::of)
                .collect(Collectors.toMap(campaign -> campaign.offer().id(), Function.identity()));
    }

    /** The newest public campaigns on an article that can have open teams; at most so many. */
    public List<CampaignId> onVariant(String variantId, int most) {
        return rows.withTeamsOn(variantId, most).stream().map(CampaignId::new).toList();
    }
}
