package shop.gather.message.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/** Deletes addresses, as hashes, that were reported long ago and belong to no known member. Thread-safe. */
@Singleton
class ExpiredBounces implements Sweeper {

    /** The maximum number of rows that are found, and deleted by one statement; the next sweep finds the rest. */
    private static final int MAX_BATCH_SIZE = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    ExpiredBounces(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        stores().forEach(store -> work.soon(store, "expired-bounces:" + store, () -> delete(store)));
    }

    /** The stores of the rows that expired first. */
    Set<StoreId> stores() {
        return new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                "select store_id from message_bounce where delete_at < now() order by delete_at limit "
                        + MAX_BATCH_SIZE,
                row -> new StoreId(StoreSql.uuid(row, "store_id")))));
    }

    /** Deletes one batch of a store's expired rows. */
    void delete(StoreId store) {
        transactions.inStore(store, () -> {
            List<Object[]> expired = sql.list(
                    store,
                    "select address_hash from message_bounce where store_id = :store and delete_at < now()"
                            + " order by delete_at limit " + MAX_BATCH_SIZE,
                    row -> new Object[] {row.getString("address_hash")});
            // Unless its member became known meanwhile.
            sql.batch(
                    store,
                    "delete from message_bounce where store_id = :store and address_hash = ? and member_id is null",
                    expired);
        });
    }
}
