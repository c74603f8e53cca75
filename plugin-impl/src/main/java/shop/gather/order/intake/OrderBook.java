package shop.gather.order.intake;

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
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.spi.OrderSnapshot;

/**
 * The rows of order snapshots: reads of orders and what they have brought; {@link OrderMarks} says what is to be read. A
 * read draws a number before it calls the shop and is applied only if no later one was:
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

    /** So many orders are locked by one statement at most. */
    private static final int PIECE = 500;

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

    private static String places(Collection<?> values) {
        return StoreSql.marks(values.size());
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
