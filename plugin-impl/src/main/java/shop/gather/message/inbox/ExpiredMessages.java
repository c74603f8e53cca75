package shop.gather.message.inbox;

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

/**
 * Deletes messages in small batches: by default 180 days after they were read, and two years after they were made if
 * nobody has read them. Thread-safe.
 */
@Singleton
class ExpiredMessages implements Sweeper {

    /** The maximum number of rows that are found, and deleted by one statement; the next sweep finds the rest. */
    private static final int MAX_BATCH_SIZE = 500;

    private final Transactions transactions;
    private final StoreSql sql;
    private final Work work;

    @Inject
    ExpiredMessages(Transactions transactions, StoreSql sql, Work work) {
        this.transactions = transactions;
        this.sql = sql;
        this.work = work;
    }

    @Override
    public void sweep() {
        stores().forEach(store -> work.soon(store, "expired-messages:" + store, () -> delete(store)));
    }

    /** The stores of the messages that expired first. */
    Set<StoreId> stores() {
        return new LinkedHashSet<>(transactions.inDirectory(() -> sql.directory(
                "select store_id from message where delete_at < now() order by delete_at limit " + MAX_BATCH_SIZE,
                row -> new StoreId(StoreSql.uuid(row, "store_id")))));
    }

    /** Deletes one batch of a store's expired messages. Returns how many. */
    int delete(StoreId store) {
        // Found first: H2 evaluates a limited subquery of a delete again while rows disappear, and deletes more.
        return transactions.inStore(store, () -> {
            List<Object[]> expired = sql.list(
                    store,
                    "select id from message where store_id = :store and delete_at < now() order by delete_at limit "
                            + MAX_BATCH_SIZE,
                    row -> new Object[] {StoreSql.id(row, "id", MessageId::new)});
            sql.batch(store, "delete from message where store_id = :store and id = ?", expired);
            return expired.size();
        });
    }
}
