package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.order.intake.OrderFailure.Cause;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.Connections;
import shop.gather.shop.connection.FailureReason;
import shop.gather.shop.connection.ShopBorder;

/**
 * The orders that could not be read or applied. Each failure is counted, the pauses between attempts grow to 5 minutes,
 * and after a few attempts the owner gets one alarm per order, which is settled when the order is applied. Thread-safe.
 */
@Singleton
class PostponedOrders {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(PostponedOrders.class.getName()));

    /** The kind of the alarm about a postponed order, the only one that states the reason. */
    static final String ALARM = "order-postponed";

    /** Orders that failed fewer times are not reported: most recover on their own within seconds. */
    private static final int ALARM_AFTER = 3;

    /** The same if the cause may be the shop as a whole, which the connection reports. */
    private static final int ALARM_AFTER_IF_SHOP = 10;

    /**
     * After this many failures because of the shop, its connection reports the problem; the next successful poll clears
     * it.
     */
    private static final int NOTE_AFTER = 3;

    private final int setAsideSeconds =
            (int) GatherConfig.duration("gather.order-set-aside-after", Duration.ofMinutes(15))
                    .toSeconds();

    private final StoreSql sql;
    private final PostponedOrderRows rows;
    private final Transactions transactions;
    private final Connections connections;
    private final Alarms alarms;

    @Inject
    PostponedOrders(
            StoreSql sql, PostponedOrderRows rows, Transactions transactions, Connections connections, Alarms alarms) {
        this.sql = sql;
        this.rows = rows;
        this.transactions = transactions;
        this.connections = connections;
        this.alarms = alarms;
    }

    /**
     * The owner's view of a postponed order.
     *
     * @param id of this postponement; another one if the order fails again after it was applied
     * @param failures the number of failed attempts in a row
     * @param reason why the last one failed
     * @param since when the first one failed
     * @param nextTryAt null if the owner skipped the order
     */
    @Schema(
            name = "PostponedOrder",
            example = "{\"id\":\"0190b8f2-6c1e-7c3a-9a52-3f1c6d2e8b47\",\"orderId\":\"1042\",\"failures\":4,"
                    + "\"reason\":\"Gather cannot apply it: ArithmeticException: Rounding necessary.\",\"since\":\"2026-11-28T09:30:00Z\","
                    + "\"nextTryAt\":\"2026-11-28T09:30:23Z\",\"skipped\":false}")
    public record View(
            UUID id, String orderId, int failures, String reason, Instant since, Instant nextTryAt, boolean skipped) {}

    /**
     * The state of an order whose last read failed.
     *
     * @param due whether the next attempt is due
     * @param unusable whether the shop is reachable, but this order cannot be read or applied
     * @param overdue whether that has lasted for the time after which decisions are made without the order, or the
     *     owner has skipped it
     */
    record Standing(boolean due, boolean unusable, boolean overdue) {}

    /**
     * Counts a failed read and schedules the next attempt; in a transaction of its own. Does nothing if a later read
     * was applied meanwhile.
     */
    void failed(StoreId store, String orderId, long readNo, OrderFailure failure, Throwable thrown) {
        int failures = transactions.inStore(store, () -> count(store, orderId, readNo, failure));
        if (failures == 0) {
            return;
        }
        if (failure.cause() == Cause.SHOP_OUT_OF_REACH && failures >= NOTE_AFTER) {
            connections.note(store, failure.reason());
        }
        String what = "order " + orderId + " of store " + store + " is postponed after " + failures + " failures";
        FailureReason.log(LOG, what, thrown);
    }

    /** @param since when the first failure in a row was; null if there was none */
    private record Before(int failures, Instant since, UUID postponement, boolean erased, Instant now) {}

    private int count(StoreId store, String orderId, long readNo, OrderFailure failed) {
        Before before = sql.first(
                        store,
                        "select read_failures, failing_since, postponement_id, erased_at, now() as asked_at from order_snapshot"
                                + " where store_id = :store and order_id = ? and applied_read_no < ? for update",
                        row -> new Before(
                                row.getInt("read_failures"),
                                StoreSql.instant(row, "failing_since"),
                                StoreSql.uuid(row, "postponement_id"),
                                row.getObject("erased_at") != null,
                                StoreSql.instant(row, "asked_at")),
                        orderId,
                        readNo)
                .orElse(null);
        if (before == null) {
            return 0;
        }
        OrderFailure failure = before.erased() ? failed.withoutDetails() : failed;
        int failures = before.failures() + 1;
        sql.update(
                store,
                "update order_snapshot set read_failures = ?, failure = ?, failing_since = ?, postponement_id = ?, retry_at = ?"
                        + " where store_id = :store and order_id = ?",
                failures,
                ShopBorder.text(failure.reason(), ShopBorder.REASON),
                Objects.requireNonNullElse(before.since(), before.now()),
                Objects.requireNonNullElseGet(before.postponement(), Ids::next),
                before.now().plus(Backoff.DEFAULT.afterFailures(failures)),
                orderId);
        sql.update(
                store,
                failure.isOfThisOrder()
                        ? "update order_snapshot set unusable_since = now() where store_id = :store and order_id = ? "
                                + "and unusable_since is null"
                        : "update order_snapshot set unusable_since = null where store_id = :store and order_id = ? "
                                + "and unusable_since is not null",
                orderId);
        alarm(store, orderId, failures, failure);
        return failures;
    }

    private void alarm(StoreId store, String orderId, int failures, OrderFailure failure) {
        int after = failure.cause() == Cause.SHOP_OUT_OF_REACH ? ALARM_AFTER_IF_SHOP : ALARM_AFTER;
        boolean shopReported = failure.cause() == Cause.SHOP_OUT_OF_REACH && connections.inTrouble(store);
        if (failures < after || shopReported) {
            return;
        }
        String message = message(orderId, failure.reason());
        if (failures == after) {
            // An existing alarm may have another text.
            alarms.restate(store, alarmKey(orderId), ALARM, message);
        } else {
            alarms.raise(store, alarmKey(orderId), ALARM, message);
        }
    }

    /** The text of the alarm. */
    static String message(String orderId, String reason) {
        return "Order " + orderId + " could not be read or applied in " + ALARM_AFTER + " attempts or more: " + reason
                + " Gather retries at least every 5 minutes; other orders are not affected. GET "
                + "/api/v1/postponed-orders lists it, so that you can retry it at once or"
                + " skip it.";
    }

    /**
     * Ends the postponement, because the order was applied or the shop reports that it does not exist; in that
     * transaction.
     */
    void recovered(StoreId store, String orderId) {
        sql.update(
                store,
                "update order_snapshot set read_failures = 0, failure = null, failing_since = null, postponement_id = null,"
                        + " unusable_since = null, skipped_at = null where store_id = :store and order_id = ?",
                orderId);
        alarms.settle(store, alarmKey(orderId));
    }

    /** The state of a postponed order; empty if its last read was applied, or it is unknown. */
    Optional<Standing> standing(StoreId store, String orderId) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select unusable_since, skipped_at, retry_at <= now() as due,"
                                + " unusable_since <= now() - cast(? as integer) * interval '1' second as overdue"
                                + " from order_snapshot where store_id = :store and order_id = ? and postponement_id is not null",
                        PostponedOrders::standing,
                        setAsideSeconds,
                        orderId));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        boolean skipped = StoreSql.instant(row, "skipped_at") != null;
        return new Standing(
                row.getBoolean("due") && !skipped,
                skipped || StoreSql.instant(row, "unusable_since") != null,
                skipped || row.getBoolean("overdue"));
    }

    /** Alerts the owner to a decision made without the order; in the transaction that decides. */
    void setAside(StoreId store, String orderId, String decided) {
        alarms.restate(
                store,
                alarmKey(orderId),
                "order-set-aside",
                "Order " + orderId + " cannot be read or applied. " + decided
                        + " Look at the order in the shop. If it is paid, Gather refunds it once it can "
                        + "read and apply the order; if that does not happen soon, refund"
                        + " it in the shop. GET /api/v1/postponed-orders says why, and lets you retry or skip it.");
    }

    /** A page of postponed orders, the latest first. */
    Page<View> page(StoreId store, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<PostponedOrder> found = transactions.inStore(store, () -> rows.newest(before, limit + 1));
        return Page.of(found.stream().map(PostponedOrder::view).toList(), limit, View::id, view -> view);
    }

    /** The order of a postponement, locked in the current transaction. */
    Optional<View> lock(UUID id) {
        return rows.lock(id).map(PostponedOrder::view);
    }

    /** Makes the next attempt due now, in the current transaction. */
    void retry(String orderId) {
        rows.retry(orderId);
    }

    /** Stops reading the order until the shop reports a change, in the current transaction. */
    void skip(StoreId store, String orderId) {
        rows.skip(orderId);
        alarms.settle(store, alarmKey(orderId));
    }

    /** The key of an order's alarm. */
    static String alarmKey(String orderId) {
        return "order:" + orderId;
    }
}
