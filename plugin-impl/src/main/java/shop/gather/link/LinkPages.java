package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.StorefrontPages;

/** The pages that group links lead to. Thread-safe. */
@Singleton
class LinkPages implements StorefrontPages {

    private final Transactions transactions;
    private final StoreSql sql;
    private final LinkRoutes routes;

    @Inject
    LinkPages(Transactions transactions, StoreSql sql, LinkRoutes routes) {
        this.transactions = transactions;
        this.sql = sql;
        this.routes = routes;
    }

    @Override
    public List<String> variants(StoreId store, String after, int limit) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select distinct variant_id from group_link where store_id = :store and variant_id > ? order by variant_id limit ?",
                        row -> row.getString("variant_id"),
                        after,
                        limit));
    }

    @Override
    public void lead(StoreId store, String variant, URI page, URI home) {
        lead(store, page, home, "variant_id = ?", variant);
    }

    @Override
    public void lead(StoreId store, URI home) {
        lead(store, home, home, "variant_id is null");
        routes.forgetAll();
    }

    private void lead(StoreId store, URI page, URI home, String which, Object... variant) {
        String target = page.toString();
        String front = home.toString();
        transactions.inStore(store, () -> {
            sql.update(
                    store,
                    "update group_link set target = ? where store_id = :store and " + which + " and target <> ?",
                    args(variant, target, target));
            sql.update(
                    store,
                    "update link_code set target = ?, home = ? where store_id = :store and " + which
                            + " and (target <> ? or home <> ?)",
                    args(variant, target, front, target, front));
        });
    }

    /** The first half of some values, the variant if there is one, the other half. */
    private static Object[] args(Object[] variant, Object... values) {
        List<Object> args = new ArrayList<>(List.of(values));
        args.addAll(values.length / 2, List.of(variant));
        return args.toArray();
    }
}
