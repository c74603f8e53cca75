package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Deletes commands that took an admission back, some time after they have ended, in small pieces: there is one for most
 * buyers who did not pay. All other commands stay: those that move money are evidence, and their keys keep it from being
 * moved twice; offers are few. Thread-safe.
 */
@Singleton
class EndedRevocations implements Sweeper {

    /** So many rows are found, and are deleted by one statement, at most; the next sweep finds the rest. */
    private static final int PIECE = 500;

    /** An admission that ended this long ago is not taken back once more. */
    private static final Duration SHORTEST = Duration.ofDays(30);

    private final int keptDays = Math.toIntExact(Math.max(
            SHORTEST.toDays(),
            GatherConfig.duration("gather.revocations.keep", Duration.ofDays(90))
                    .toDays()));
    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    EndedRevocations(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        stores().forEach(store -> work.soon(store, "ended-revocations:" + store, () -> delete(store)));
    }

    /** The stores of those that ended first. */
    Set<StoreId> stores() {
        return new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                "select store_id from shop_command where kind = 'Revoke'"
                        + " and ended_at < now() - cast(? as integer) * interval '1' day"
                        + " order by ended_at limit " + PIECE,
                row -> new StoreId(StoreSql.uuid(row, "store_id")),
                keptDays)));
    }

    /** Deletes one piece of a store's. Returns how many. */
    int delete(StoreId store) {
        return transactions.inStore(store, () -> {
            List<Object[]> ended = sql.list(
                    store,
                    "select id from shop_command where store_id = :store and kind = 'Revoke'"
                            + " and ended_at < now() - cast(? as integer) * interval '1' day"
                            + " order by ended_at limit " + PIECE,
                    row -> new Object[] {StoreSql.uuid(row, "id")},
                    keptDays);
            sql.batch(store, "delete from shop_command where store_id = :store and id = ?", ended);
            return ended.size();
        });
    }
}
