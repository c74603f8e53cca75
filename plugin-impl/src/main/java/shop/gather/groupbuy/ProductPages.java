package shop.gather.groupbuy;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shop.gather.host.Shops;
import shop.gather.host.StoreConnected;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.DurableTask;
import shop.gather.platform.work.Scheduling;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;

/**
 * Has the campaigns of a store name the pages of their articles where its shop is now, after the store was connected anew. Decided in the transaction that changes the connection,
 * done at once after it, and tried until the shop answers. Thread-safe.
 */
@Singleton
class ProductPages implements DurableTask {

    private static final String NAME = "campaign-pages";
    private static final int BATCH = 200;

    /** Campaigns that were being drafted with the old address have been stored by then. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final StoreSql sql;
    private final Shops shops;
    private final Scheduling scheduling;

    @Inject
    ProductPages(Transactions transactions, StoreSql sql, Shops shops, Scheduling scheduling) {
        this.transactions = transactions;
        this.sql = sql;
        this.shops = shops;
        this.scheduling = scheduling;
    }

    void on(@Observes StoreConnected connected) {
        for (Duration delay : List.of(Duration.ZERO, ONCE_MORE)) {
            // An id of its own: one that runs already may have asked the shop at the old address.
            scheduling.schedule(NAME, connected.store() + "/" + Ids.next(), delay);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Duration> attempt(String instance) {
        Optional<StoreId> store =
                Ids.parse(instance.substring(0, instance.indexOf('/'))).map(StoreId::new);
        try {
            store.ifPresent(this::refresh);
            return Optional.empty();
        } catch (ShopException | ProblemException shopIsAway) {
            return Optional.of(AGAIN);
        }
    }

    /** @throws ShopException if the shop cannot be asked */
    private void refresh(StoreId store) {
        Shop shop = shops.anew(store);
        List<String> variants = variants(store, "");
        while (!variants.isEmpty()) {
            for (String variant : variants) {
                // An article that the shop does not sell any more has no page.
                URI page = shop.catalog()
                        .variant(variant)
                        .map(shop.storefront()::product)
                        .orElseGet(() -> shop.storefront().home());
                lead(store, variant, page.toString());
            }
            variants = variants(store, variants.get(variants.size() - 1));
        }
    }

    /** Of what is sold or may be; a closed campaign leads nobody anywhere. */
    private List<String> variants(StoreId store, String after) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select distinct variant_id from campaign where store_id = :store and state <> 'CLOSED' and variant_id > ?"
                                + " order by variant_id limit ?",
                        row -> row.getString("variant_id"),
                        after,
                        BATCH));
    }

    /** As a new version: an owner's change that began before must not bring the old address back. */
    private void lead(StoreId store, String variant, String page) {
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update campaign set product_url = ?, version = version + 1 where store_id = :store and variant_id = ?"
                                + " and state <> 'CLOSED' and product_url <> ?",
                        page,
                        variant,
                        page));
    }
}
