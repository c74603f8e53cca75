package shop.gather.platform.idempotency;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Deletes the answers of requests that are no longer kept, in small pieces: by default after 24 hours. Those that moved
 * money stay for ever. Thread-safe.
 */
@Singleton
class ExpiredAnswers implements Sweeper {

    /** So many rows are deleted by one statement at most. */
    private static final int PIECE = 500;

    /** So many stores at a time; the next sweep finds the rest. */
    private static final int STORES = 20;

    private final int keptSeconds = Math.toIntExact(Math.max(
            Duration.ofHours(1).toSeconds(),
            GatherConfig.duration("gather.idempotency.keep", Duration.ofHours(24))
                    .toSeconds()));
    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    ExpiredAnswers(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        stores().forEach(store -> work.soon(store, "expired-answers:" + store, () -> delete(store)));
    }

    /** The stores of the oldest answers that have expired. */
    List<StoreId> stores() {
        return transactions.inDirectory(() -> sql.directory(
                "select distinct store_id from (select store_id from idempotent_answer where keep_for_ever = false"
                        + " and created_at < now() - cast(? as integer) * interval '1' second"
                        + " order by created_at limit " + STORES + ") expired",
                row -> new StoreId(StoreSql.uuid(row, "store_id")),
                keptSeconds));
    }

    /** Deletes one piece of a store's expired answers. Returns how many. */
    int delete(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.update(
                        store,
                        "delete from idempotent_answer where store_id = :store and (principal, operation, idempotency_key)"
                                + " in (select principal, operation, idempotency_key from idempotent_answer where store_id = :store"
                                + " and keep_for_ever = false"
                                + " and created_at < now() - cast(? as integer) * interval '1' second"
                                + " order by created_at limit " + PIECE + ")",
                        keptSeconds));
    }
}
