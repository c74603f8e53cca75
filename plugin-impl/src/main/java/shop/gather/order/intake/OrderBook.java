package shop.gather.order.intake;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.connection.ShopMoved;
import shop.gather.spi.OrderSnapshot;

/**
 * The rows of order snapshots. A read draws a number before it calls the shop and is applied only if no later one was:
 * reads may overtake one another. A hint that arrives during a read leaves its mark, and the order is read again.
 * Thread-safe.
 */
@Singleton
class OrderBook {

    /** After this long a read is taken for lost with its process and is done again. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** How long the shop must have denied an order before that counts. */
    private final int confirmSeconds =
            (int) GatherConfig.duration("gather.missing-order-confirmation", Duration.ofHours(24))
                    .toSeconds();

    private static final String FIRST_MARK =
            "insert into order_snapshot (store_id, order_id, dirty_since, retry_at, read_failures, last_read_no, applied_read_no)"
                    + " values (:store, ?, now(), now(), 0, 0, 0)";

    private static final String REPORTED =
            "update order_snapshot set skipped_at = null, dirty_since = now(), retry_at = now()"
                    + " where store_id = :store and order_id = ?";

    private static final String BEGIN = "update order_snapshot set last_read_no = last_read_no + 1, dirty_since = null,"
            + " retry_at = now() + cast(? as integer) * interval '1' second"
            + " where store_id = :store and order_id = ? and skipped_at is null";

    /** Ends the read too: nothing is left to do unless a hint arrived, or a later read is under way. */
    private static final String APPLY =
            "update order_snapshot set applied_read_no = ?, applied_at = now(), placed_at = ?, member_id = ?, "
                    + "customer_id = ?, snapshot = ?,"
                    + " missing_since = null, reversal_held_at = null, read_failures = 0,"
                    + " retry_at = case when dirty_since is null and last_read_no = ? then null else retry_at end"
                    + " where store_id = :store and order_id = ?";

    /** What is known of an order may change with its shop. */
    private static final String TOLD =
            "(applied_read_no > 0 or dirty_since is not null) and (missing_since is null or reversed_at is null)";

    /** So many orders are locked by one statement at most. */
    private static final int PIECE = 500;

    private static final String MOVED =
            "update order_snapshot set dirty_since = now(), retry_at = now() + interval '5' second, missing_since = null"
                    + " where store_id = :store";

    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    OrderBook(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * @param appliedReadNo 0 before the first
     * @param failures reads in a row that could not be made or applied
     * @param missing whether the shop says that it does not exist
     * @param erased the erased member whose order it is, whoever has the customer's account by now; null where nobody
     *     was erased
     */
    record Row(long appliedReadNo, int failures, boolean missing, boolean known, Known erased) {}

    private static final String ROW = "applied_read_no, read_failures, missing_since, applied_at, member_id, erased_at";

    /**
     * Leaves a mark that the order is to be read again, in the current transaction; not on one that the owner has
     * skipped.
     */
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

    /** As {@link #mark} because the shop reports changes: in one transaction, also of orders that the owner has skipped. */
    void reported(StoreId store, Collection<String> orderIds) {
        List<String> sorted = orderIds.stream().distinct().sorted().toList();
        transactions.inStore(store, () -> {
            if (sorted.size() > 1) {
                lock(store, sorted);
            }
            int[] known = sql.batch(store, REPORTED, rows(sorted));
            for (int i = 0; i < known.length; i++) {
                if (known[i] == 0) {
                    markFirst(store, sorted.get(i));
                }
            }
        });
    }

    /** Another transaction may insert the same order, or forget it, at this moment. */
    private void markFirst(StoreId store, String orderId) {
        while (!sql.insertIfAbsent(store, FIRST_MARK, orderId) && sql.update(store, REPORTED, orderId) == 0) {
            Thread.onSpinWait();
        }
    }

    private static List<Object[]> rows(List<String> orderIds) {
        return orderIds.stream().map(orderId -> new Object[] {orderId}).toList();
    }

    /**
     * Leaves marks, in the current transaction, at what is to be read of a shop that has moved: the orders that are
     * known, and these. That the shop denied one where it was before counts no more. They are read once every node
     * knows where the shop is now.
     */
    void markMoved(StoreId store, Collection<String> untold) {
        lockAll(store, TOLD);
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

    /** As {@link #mark} in a transaction of its own, also when two first hints race. */
    void markNow(StoreId store, String orderId) {
        try {
            transactions.inStore(store, () -> mark(store, orderId));
        } catch (DuplicateKey hintedAtTheSameTime) {
            transactions.inStore(store, () -> mark(store, orderId));
        }
    }

    /**
     * The orders that were applied last, the latest first, without this one and without those that could not be read
     * since.
     */
    List<String> latestOthers(StoreId store, String orderId, int limit) {
        return transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select order_id from order_snapshot where store_id = :store and applied_at is not null and order_id <> ?"
                                + " and read_failures = 0 and missing_since is null order by applied_at desc limit ?",
                        row -> row.getString("order_id"),
                        orderId,
                        limit));
    }

    /** A read that has begun. @param readNo its number */
    record Begun(String orderId, long readNo) {}

    /**
     * Draws the numbers of reads and takes the marks away; a hint from now on leaves a new one. Without orders that are
     * not to be read: they were forgotten meanwhile, or skipped.
     */
    List<Begun> beginReads(StoreId store, Collection<String> orderIds) {
        return transactions.inStore(store, () -> {
            List<Begun> begun = sql.list(
                    store,
                    "select order_id, last_read_no from order_snapshot where store_id = :store and order_id in ("
                            + places(orderIds) + ") and skipped_at is null order by order_id for update",
                    row -> new Begun(row.getString("order_id"), row.getLong("last_read_no") + 1),
                    orderIds.toArray());
            sql.batch(
                    store,
                    BEGIN,
                    begun.stream()
                            .map(read -> new Object[] {(int) LEASE.toSeconds(), read.orderId()})
                            .toList());
            return begun;
        });
    }

    /** Leaves the marks again of orders that were not read after all. */
    void giveBack(StoreId store, Collection<String> orderIds) {
        transactions.inStore(store, () -> {
            lock(store, orderIds);
            orderIds.forEach(orderId -> mark(store, orderId));
        });
    }

    private static String places(Collection<?> values) {
        return "?, ".repeat(values.size() - 1) + "?";
    }

    /** Locks orders, in the order in which everybody does; without those that are unknown. */
    Map<String, Row> lock(StoreId store, Collection<String> orderIds) {
        Map<String, Row> rows = new HashMap<>();
        sql.list(
                        store,
                        "select order_id, " + ROW + " from order_snapshot where store_id = :store and order_id in ("
                                + places(orderIds) + ") order by order_id for update",
                        row -> Map.entry(row.getString("order_id"), row(row)),
                        orderIds.toArray())
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        return rows;
    }

    Optional<Row> lock(StoreId store, String orderId) {
        return sql.first(
                store,
                "select " + ROW + " from order_snapshot where store_id = :store and order_id = ? for update",
                OrderBook::row,
                orderId);
    }

    /**
     * Locks all orders of a store that fulfil a condition on their rows, in the order in which everybody does: the
     * statement that then changes them would lock them as it finds them.
     */
    void lockAll(StoreId store, String condition) {
        List<String> piece = List.of("");
        do {
            piece = sql.list(
                    store,
                    "select order_id from order_snapshot where store_id = :store and order_id > ? and " + condition
                            + " order by order_id limit ?",
                    row -> row.getString("order_id"),
                    piece.get(piece.size() - 1),
                    PIECE);
            if (!piece.isEmpty()) {
                lock(store, piece);
            }
        } while (piece.size() == PIECE);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("applied_read_no"),
                row.getInt("read_failures"),
                StoreSql.instant(row, "missing_since") != null,
                StoreSql.instant(row, "applied_at") != null,
                row.getObject("erased_at") == null ? null : new Known(StoreSql.uuid(row, "member_id"), true));
    }

    /**
     * Keeps what was read and ends the read; the row is locked by the caller. Of an erased member's order nothing of
     * the buyer is kept.
     */
    void apply(StoreId store, OrderSnapshot order, Optional<Known> buyer, long readNo) {
        boolean erased = buyer.filter(Known::erased).isPresent();
        sql.update(store, APPLY, applied(order, buyer, readNo));
        if (erased) {
            sql.update(
                    store,
                    "update order_snapshot set erased_at = now() where store_id = :store and order_id = ? and erased_at is null",
                    order.orderId());
        }
    }

    /** A state of an order that was read. @param buyer not erased; empty for guests and strangers */
    record Applied(OrderSnapshot order, Optional<Known> buyer, long readNo) {}

    /** As {@link #apply(StoreId, OrderSnapshot, Optional, long)} of several. */
    void apply(StoreId store, List<Applied> orders) {
        sql.batch(
                store,
                APPLY,
                orders.stream()
                        .map(order -> applied(order.order(), order.buyer(), order.readNo()))
                        .toList());
    }

    private static Object[] applied(OrderSnapshot order, Optional<Known> buyer, long readNo) {
        boolean erased = buyer.filter(Known::erased).isPresent();
        String snapshot = SnapshotJson.write(order);
        return new Object[] {
            readNo,
            order.placedAt(),
            buyer.map(Known::member).orElse(null),
            erased ? null : order.customerId().orElse(null),
            erased ? SnapshotJson.withoutBuyer(snapshot) : snapshot,
            readNo,
            order.orderId()
        };
    }

    /** Ends a read that changes nothing: nothing more to do unless a hint arrived, or a later read is under way. */
    void endRead(StoreId store, String orderId, long readNo) {
        sql.update(
                store,
                "update order_snapshot set retry_at = case when dirty_since is null and last_read_no = ? then null else retry_at end"
                        + " where store_id = :store and order_id = ?",
                readNo,
                orderId);
    }

    /** Forgets an order that was never applied, unless a hint has come since the read began, or a later read is under way. */
    void forget(StoreId store, String orderId, long readNo) {
        sql.update(
                store,
                "delete from order_snapshot where store_id = :store and order_id = ? and snapshot is null"
                        + " and dirty_since is null and last_read_no = ?",
                orderId,
                readNo);
    }

    /**
     * Notes that the shop does not know the order any more, and looks again when that would count; the row is locked by
     * the caller.
     */
    void missing(StoreId store, String orderId) {
        Instant since = sql.first(
                        store,
                        "select missing_since, now() as asked_at from order_snapshot where store_id = :store and order_id = ?",
                        row -> Optional.ofNullable(StoreSql.instant(row, "missing_since"))
                                .orElse(StoreSql.instant(row, "asked_at")),
                        orderId)
                .orElseThrow();
        sql.update(
                store,
                "update order_snapshot set missing_since = ?, retry_at = ? where store_id = :store and order_id = ?",
                since,
                since.plusSeconds(confirmSeconds),
                orderId);
    }

    /** Whether the order has been missing for so long that it counts. */
    boolean missingForLong(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select order_id from order_snapshot where store_id = :store and order_id = ?"
                                + " and missing_since <= now() - cast(? as integer) * interval '1' second",
                        row -> 1,
                        orderId,
                        confirmSeconds)
                .isPresent();
    }

    /** The last state that was applied. */
    Optional<OrderSnapshot> last(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select snapshot from order_snapshot where store_id = :store and order_id = ? and snapshot is not null",
                        row -> row.getString("snapshot"),
                        orderId)
                .map(SnapshotJson::read);
    }
}
