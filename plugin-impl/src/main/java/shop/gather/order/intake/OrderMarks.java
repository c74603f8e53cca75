package shop.gather.order.intake;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.ShopMoved;

/** The marks of orders that are to be read, in the rows of {@link OrderBook}. Thread-safe. */
@Singleton
class OrderMarks {

    private static final String FIRST_MARK =
            "insert into order_snapshot (store_id, order_id, dirty_since, retry_at, read_failures, last_read_no, applied_read_no)"
                    + " values (:store, ?, now(), now(), 0, 0, 0)";

    private static final String REPORTED =
            "update order_snapshot set skipped_at = null, dirty_since = now(), retry_at = now()"
                    + " where store_id = :store and order_id = ?";

    /** The orders about which something is known that may be different after the shop has moved. */
    private static final String TOLD =
            "(applied_read_no > 0 or dirty_since is not null) and (missing_since is null or reversed_at is null)";

    private static final String MOVED =
            "update order_snapshot set dirty_since = now(), retry_at = now() + interval '5' second, missing_since = null"
                    + " where store_id = :store";

    private final OrderBook book;
    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    OrderMarks(OrderBook book, StoreSql sql, Transactions transactions) {
        this.book = book;
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Marks the order to be read again, in the current transaction, unless the owner has skipped it. */
    void mark(StoreId store, String orderId) {
        int marked = sql.update(
                store,
                "update order_snapshot set dirty_since = now(), retry_at = now()"
                        + " where store_id = :store and order_id = ? and skipped_at is null",
                orderId);
        if (marked == 0 && !knows(store, orderId)) {
            sql.update(store, FIRST_MARK, orderId);
        }
    }

    private boolean knows(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select order_id from order_snapshot where store_id = :store and order_id = ?",
                        row -> 1,
                        orderId)
                .isPresent();
    }

    /** Whether an order is marked, or a later read than the last applied one has begun. */
    boolean isToBeRead(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select order_id from order_snapshot where store_id = :store and order_id = ?"
                                + " and (dirty_since is not null or last_read_no > applied_read_no)",
                        row -> 1,
                        orderId)
                .isPresent();
    }

    /**
     * As {@link #mark} because the shop reports changes: in one transaction, and also for orders that the owner has
     * skipped.
     */
    void reported(StoreId store, Collection<String> orderIds) {
        List<String> sorted = orderIds.stream().distinct().sorted().toList();
        transactions.inStore(store, () -> {
            if (sorted.size() > 1) {
                book.lock(store, sorted);
            }
            int[] known = sql.batch(store, REPORTED, rows(sorted));
            List<String> unknown = IntStream.range(0, known.length)
                    .filter(i -> known[i] == 0)
                    .mapToObj(sorted::get)
                    .toList();
            if (!unknown.isEmpty() && !sql.insertAllIfAbsent(store, FIRST_MARK, rows(unknown))) {
                unknown.forEach(orderId -> markFirst(store, orderId));
            }
        });
    }

    /** Inserts the mark; another transaction may insert or delete the same order's row at the same time. */
    private void markFirst(StoreId store, String orderId) {
        while (!sql.insertIfAbsent(store, FIRST_MARK, orderId) && sql.update(store, REPORTED, orderId) == 0) {
            Thread.onSpinWait();
        }
    }

    private static List<Object[]> rows(List<String> orderIds) {
        return orderIds.stream().map(orderId -> new Object[] {orderId}).toList();
    }

    /**
     * Marks the orders of a shop that has moved, in the current transaction: all known orders, and the given ones. If
     * the shop reported an order as missing at the old address, that no longer counts. The orders are read once every
     * node knows the new address.
     */
    void markMoved(StoreId store, Collection<String> untold) {
        book.lockAll(store, TOLD);
        for (String orderId : untold) {
            boolean first = sql.insertIfAbsent(
                    store,
                    "insert into order_snapshot (store_id, order_id, dirty_since, retry_at, read_failures, last_read_no, applied_read_no)"
                            + " values (:store, ?, now(), now() + interval '5' second, 0, 0, 0)",
                    orderId);
            if (!first) {
                sql.update(store, MOVED + " and order_id = ?", orderId);
            }
        }
        sql.update(store, MOVED + " and " + TOLD);
    }

    void on(@Observes ShopMoved shop) {
        markMoved(shop.store(), shop.untold());
    }

    /** As {@link #mark} in a transaction of its own; also if two first hints arrive at the same time. */
    void markNow(StoreId store, String orderId) {
        try {
            transactions.inStore(store, () -> mark(store, orderId));
        } catch (DuplicateKey hintedAtTheSameTime) {
            transactions.inStore(store, () -> mark(store, orderId));
        }
    }

    /** Restores the marks of orders that were not read after all. */
    void giveBack(StoreId store, Collection<String> orderIds) {
        transactions.inStore(store, () -> {
            book.lock(store, orderIds);
            orderIds.forEach(orderId -> mark(store, orderId));
        });
    }
}
