package shop.gather.groupbuy.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.StorefrontPages;

/**
 * The product page addresses of campaigns that are not closed, which are updated when the shop's pages move.
 * Thread-safe.
 */
@Singleton
class CampaignPages implements StorefrontPages {

    private final Transactions transactions;
    private final CampaignRows rows;

    @Inject
    CampaignPages(Transactions transactions, CampaignRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public List<String> variants(StoreId store, String after, int limit) {
        return transactions.inStore(store, () -> rows.variants(after, limit));
    }

    @Override
    public void lead(StoreId store, String variant, URI page, URI home) {
        transactions.inStore(store, () -> rows.lead(variant, page.toString()));
    }

    /** Does nothing: each campaign has an article. */
    @Override
    public void lead(StoreId store, URI home) {}
}
