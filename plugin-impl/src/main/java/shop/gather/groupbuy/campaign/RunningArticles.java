package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** What campaigns sell at this moment. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class RunningArticles {

    private final CampaignRows rows;

    @Inject
    RunningArticles(CampaignRows rows) {
        this.rows = rows;
    }

    /** @param page of the article in the shop */
    public record Article(String variantId, URI page) {}

    /** The article of the campaign that was made last; empty while none runs. */
    public Optional<Article> newest() {
        return rows.newestRunning()
                .map(campaign -> new Article(campaign.variantId(), URI.create(campaign.productUrl())));
    }
}
