package shop.gather.platform.idempotency;

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
 * Deletes expired answers of requests in small batches: by default after 24 hours. Answers of requests that moved money
 * are kept permanently. Thread-safe.
 */
@Singleton
class ExpiredAnswers implements Sweeper {

    /** So many rows are found, and are deleted by one statement, at most; the next sweep finds the rest. */
    private static final int PIECE = 500;

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
    Set<StoreId> stores() {
        return new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                "select store_id from idempotent_answer where keep_for_ever = false"
                        + " and created_at < now() - cast(? as integer) * interval '1' second"
                        + " order by created_at limit " + PIECE,
                row -> new StoreId(StoreSql.uuid(row, "store_id")),
                keptSeconds)));
    }

    /** Deletes one batch of a store's expired answers. Returns how many. */
    int delete(StoreId store) {
        return transactions.inStore(store, () -> {
            List<Object[]> expired = sql.list(
                    store,
                    "select principal, operation, idempotency_key from idempotent_answer where store_id = :store"
                            + " and keep_for_ever = false"
                            + " and created_at < now() - cast(? as integer) * interval '1' second"
                            + " order by created_at limit " + PIECE,
                    row -> new Object[] {
                        row.getString("principal"), row.getString("operation"), row.getString("idempotency_key")
                    },
                    keptSeconds);
            sql.batch(
                    store,
                    "delete from idempotent_answer where store_id = :store and principal = ? and operation = ?"
                            + " and idempotency_key = ?",
                    expired);
            return expired.size();
        });
    }
}
