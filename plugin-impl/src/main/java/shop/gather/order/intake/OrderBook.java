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
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.spi.OrderSnapshot;

/**
 * The rows of order snapshots: the reads of orders and their results; {@link OrderMarks} marks the orders to be read. A
 * read gets a number before it calls the shop, and its result is applied only if no later read was, because reads may
 * overtake one another. A hint that arrives during a read leaves its mark, and the order is read again. Thread-safe.
 */
@Singleton
class OrderBook {

    /** After this time a read is considered lost with its process and is repeated. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** How long the shop must have reported an order as missing before it counts as deleted. */
    private final int confirmSeconds =
            (int) GatherConfig.duration("gather.missing-order-confirmation", Duration.ofHours(24))
                    .toSeconds();

    private static final String BEGIN = "update order_snapshot set last_read_no = last_read_no + 1, dirty_since = null,"
            + " retry_at = now() + cast(? as integer) * interval '1' second"
            + " where store_id = :store and order_id = ? and skipped_at is null";

    /** Also ends the read: nothing is left to do unless a hint arrived, or a later read is in progress. */
    private static final String APPLY =
            "update order_snapshot set applied_read_no = ?, applied_at = now(), placed_at = ?, member_id = ?, "
                    + "customer_id = ?, snapshot = ?,"
                    + " missing_since = null, reversal_held_at = null, read_failures = 0,"
                    + " retry_at = case when dirty_since is null and last_read_no = ? then null else retry_at end"
                    + " where store_id = :store and order_id = ?";

    /** The maximum number of orders that one statement locks. */
    private static final int PIECE = 500;

    private final StoreSql sql;
    private final Transactions transactions;

    @Inject
    OrderBook(StoreSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * @param appliedReadNo 0 before the first read is applied
     * @param failures reads in a row that failed
     * @param missing whether the shop reports that the order does not exist
     * @param erased the erased member whose order it is, whichever member the customer's account belongs to now; null
     *     if nobody was erased
     */
    record Row(long appliedReadNo, int failures, boolean missing, boolean known, Known erased) {}

    private static final String ROW = "applied_read_no, read_failures, missing_since, applied_at, member_id, erased_at";

    /** The orders that were applied last, latest first, without this one and without those whose later reads failed. */
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

    /**
     * A read that has begun.
     *
     * @param readNo its number
     */
    record Begun(String orderId, long readNo) {}

    /**
     * Assigns numbers to reads and removes the marks; a later hint leaves a new mark. Orders that were forgotten or
     * skipped meanwhile are omitted.
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

    /** Locks orders in the common sequence; unknown orders are omitted. */
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
     * Locks all orders of a store that meet a condition, in the common sequence. The statement that then changes them
     * would lock them in any sequence.
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
                row.getObject("erased_at") == null
                        ? null
                        : new Known(StoreSql.id(row, "member_id", MemberId::new), true));
    }

    /**
     * Stores what was read and ends the read; the caller has locked the row. Of an erased member's order, no data of
     * the buyer is stored.
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

    /**
     * An order state that was read.
     *
     * @param buyer not erased; empty for guests and unknown customers
     */
    record Applied(OrderSnapshot order, Optional<Known> buyer, long readNo) {}

    /** As {@link #apply(StoreId, OrderSnapshot, Optional, long)} for several. */
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

    /**
     * Ends a read that changes nothing: nothing is left to do unless a hint arrived, or a later read is in progress.
     */
    void endRead(StoreId store, String orderId, long readNo) {
        sql.update(
                store,
                "update order_snapshot set retry_at = case when dirty_since is null and last_read_no = ? then null else retry_at end"
                        + " where store_id = :store and order_id = ?",
                readNo,
                orderId);
    }

    /**
     * Deletes the row of an order that was never applied, unless a hint arrived since the read began, or a later read
     * is in progress.
     */
    void forget(StoreId store, String orderId, long readNo) {
        sql.update(
                store,
                "delete from order_snapshot where store_id = :store and order_id = ? and snapshot is null"
                        + " and dirty_since is null and last_read_no = ?",
                orderId,
                readNo);
    }

    /**
     * Records that the shop no longer knows the order, and schedules a read for the time when that would count; the
     * caller has locked the row.
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

    /** Whether the order has been missing for so long that it counts as deleted. */
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
