package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.StorefrontPages;

/** Updates the targets of group links when a shop has moved. Thread-safe. */
@Singleton
class LinkPages implements StorefrontPages {

    private final Transactions transactions;
    private final GroupLinkRows rows;
    private final LinkDirectory directory;
    private final LinkRoutes routes;

    @Inject
    LinkPages(Transactions transactions, GroupLinkRows rows, LinkDirectory directory, LinkRoutes routes) {
        this.transactions = transactions;
        this.rows = rows;
        this.directory = directory;
        this.routes = routes;
    }

    @Override
    public List<String> variants(StoreId store, String after, int limit) {
        return transactions.inStore(store, () -> rows.variants(after, limit));
    }

    @Override
    public void lead(StoreId store, String variant, URI page, URI home) {
        transactions.inStore(store, () -> {
            rows.lead(variant, page.toString());
            directory.lead(store, variant, page, home);
        });
    }

    @Override
    public void lead(StoreId store, URI home) {
        transactions.inStore(store, () -> {
            rows.leadHome(home.toString());
            directory.leadHome(store, home);
        });
        routes.forgetAll();
    }
}
