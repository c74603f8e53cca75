package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.groupbuy.CampaignId;

/** The public campaigns of a store, for the directory of teams. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class ListedCampaigns {

    private final CampaignRows rows;

    @Inject
    ListedCampaigns(CampaignRows rows) {
        this.rows = rows;
    }

    /** @param title the article's name in the shop */
    public record ListedCampaign(String name, String variantId, String title, String productUrl, CampaignOffer offer) {}

    /** Those of the given campaigns that are public now. */
    public Map<CampaignId, ListedCampaign> publicOnes(Collection<CampaignId> ids) {
        return rows.publicOnes(ids.stream().map(CampaignId::value).toList()).stream()
                .map(campaign -> new ListedCampaign(
                        campaign.name(),
                        campaign.variantId(),
                        campaign.title(),
                        campaign.productUrl(),
                        campaign.offer()))
                .collect(Collectors.toMap(campaign -> campaign.offer().id(), Function.identity()));
    }

    /** The newest public campaigns on an article that can have open teams; at most so many. */
    public List<CampaignId> onVariant(String variantId, int most) {
        return rows.withTeamsOn(variantId, most).stream().map(CampaignId::new).toList();
    }
}
