package shop.gather.grouplink;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
 * Has all links of a store lead to where its shop is now, after the store was connected anew. Decided in the transaction that changes the connection, done at once after it, and
 * tried until the shop answers. Thread-safe.
 */
@Singleton
class LinkRefresh implements DurableTask {

    private static final String NAME = "link-targets";
    private static final int BATCH = 200;

    /** Links that were being made with the old address have been stored by then. */
    private static final Duration ONCE_MORE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final StoreSql sql;
    private final Shops shops;
    private final Scheduling scheduling;
    private final LinkRoutes routes;

    @Inject
    LinkRefresh(Transactions transactions, StoreSql sql, Shops shops, Scheduling scheduling, LinkRoutes routes) {
        this.transactions = transactions;
        this.sql = sql;
        this.shops = shops;
        this.scheduling = scheduling;
        this.routes = routes;
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
        URI home = shop.storefront().home();
        lead(store, home, home, "g.variant_id is null");
        String last = "";
        List<String> variants = variants(store, last);
        while (!variants.isEmpty()) {
            for (String variant : variants) {
                // What the shop does not sell any more has no page; its front page is better than an address that is
                // gone.
                URI page = shop.catalog()
                        .variant(variant)
                        .map(shop.storefront()::product)
                        .orElse(home);
                lead(store, page, home, "g.variant_id = ?", variant);
            }
            last = variants.get(variants.size() - 1);
            variants = variants(store, last);
        }
        routes.forgetAll();
    }

    private List<String> variants(StoreId store, String after) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select distinct variant_id from group_link where store_id = :store and variant_id > ? order by variant_id limit ?",
                        row -> row.getString("variant_id"),
                        after,
                        BATCH));
    }

    private void lead(StoreId store, URI page, URI home, String which, Object... variant) {
        List<Object> args = new ArrayList<>(List.of(page.toString(), home.toString()));
        args.addAll(List.of(variant));
        args.addAll(List.of(page.toString(), home.toString()));
        transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "update link_code set target = ?, home = ? where store_id = :store and link_id in"
                                + " (select g.id from group_link g where g.store_id = :store and " + which + ")"
                                + " and (target <> ? or home <> ?)",
                        args.toArray()));
    }
}
