package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The articles of running campaigns. Runs in the caller's transaction. Thread-safe. */
@Singleton
public class RunningArticles {

    private final CampaignRows rows;

    @Inject
    RunningArticles(CampaignRows rows) {
        this.rows = rows;
    }

    /** @param page the article's page in the shop */
    public record Article(String variantId, URI page) {}

    /** The article of the newest running campaign; empty if none is running. */
    public Optional<Article> newest() {
        return rows.newestRunning()
                .map(campaign -> new Article(campaign.variantId(), URI.create(campaign.productUrl())));
    }
}
