package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.gather.order.facts.OrderFacts;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandHistory;
import shop.gather.shop.connection.Connections;
import shop.gather.spi.OrderSnapshot;

/**
 * Detects when a shop suddenly cancels many of a store's orders, or reports them as missing. A few are normal. Many
 * within an hour more likely mean a restored backup or a failed import, and would take commissions and places from many
 * people. Then reversals wait, everything else continues, and the owner decides. Cancellations that Gather requested do
 * not count. Thread-safe.
 */
@Singleton
class Reversals {

    private static final int WINDOW_SECONDS = (int) Duration.ofHours(1).toSeconds();
    private static final String ALARM = "reversals";

    /** Both limits must be exceeded. */
    private final int most = GatherConfig.number("gather.reversals.pause-above", 20);

    private final int percent = GatherConfig.number("gather.reversals.pause-percent", 10);

    private final OrderBook book;
    private final StoreSql sql;
    private final Transactions transactions;
    private final CommandHistory commands;
    private final Connections connections;
    private final Alarms alarms;

    @Inject
    Reversals(
            OrderBook book,
            StoreSql sql,
            Transactions transactions,
            CommandHistory commands,
            Connections connections,
            Alarms alarms) {
        this.book = book;
        this.sql = sql;
        this.transactions = transactions;
        this.commands = commands;
        this.connections = connections;
        this.alarms = alarms;
    }

    /**
     * The state of reversals.
     *
     * @param pausedAt since when they wait; null while they do not
     * @param waiting the number of orders that wait
     */
    record Standing(Instant pausedAt, long waiting) {}

    private record Pause(Instant pausedAt, boolean resumedLately) {}

    /**
     * Whether an order that is cancelled or missing now was active and paid before: only then does its reversal take
     * anything from anybody.
     */
    static boolean counts(OrderSnapshot before) {
        OrderFacts facts = OrderFacts.of(before);
        return facts.paid() || (facts.stands() && facts.covered().isPositive());
    }

    /**
     * Whether this reversal must wait; then it is recorded for later. Runs in the transaction that would apply it,
     * which holds the order's row.
     */
    boolean hold(StoreId store, String orderId) {
        if (commands.hasAskedToCancel(store, orderId)) {
            return false;
        }
        // Serializes reversals of the store, so that the limit is exact.
        connections.oneAtATime(store);
        Optional<Pause> pause = pause(store);
        boolean paused = pause.filter(found -> found.pausedAt() != null).isPresent();
        boolean resumed = pause.filter(Pause::resumedLately).isPresent();
        if (!paused && (resumed || !tooMany(store))) {
            return false;
        }
        sql.update(
                store,
                "update order_snapshot set reversal_held_at = now() where store_id = :store and order_id = ?"
                        + " and reversal_held_at is null",
                orderId);
        if (!paused) {
            begin(store, pause.isPresent());
        }
        return true;
    }

    /** Records that an order was reversed. */
    void applied(StoreId store, String orderId) {
        if (!commands.hasAskedToCancel(store, orderId)) {
            sql.update(
                    store,
                    "update order_snapshot set reversed_at = now(), applied_at = now(), reversal_held_at = null"
                            + " where store_id = :store and order_id = ?",
                    orderId);
        }
    }

    Standing standing(StoreId store) {
        return transactions.inStore(
                store,
                () -> new Standing(
                        pause(store).map(Pause::pausedAt).orElse(null),
                        sql.first(
                                        store,
                                        "select count(*) as waiting from order_snapshot where store_id = :store"
                                                + " and reversal_held_at is not null",
                                        row -> row.getLong("waiting"))
                                .orElse(0L)));
    }

    /**
     * Resumes waiting reversals, in the caller's transaction: each order is read once more first. For an hour reversals
     * are not paused again. False if they were not paused.
     */
    boolean resume(StoreId store) {
        // Locks the orders before the pause, in the same sequence as code that holds a reversal back.
        book.lockAll(store, "reversal_held_at is not null");
        boolean resumed = sql.update(
                        store,
                        "update reversal_pause set paused_at = null, resumed_at = now() where store_id = :store"
                                + " and paused_at is not null")
                == 1;
        if (resumed) {
            sql.update(
                    store,
                    "update order_snapshot set retry_at = now(), dirty_since = now(), reversal_held_at = null"
                            + " where store_id = :store and reversal_held_at is not null");
            alarms.settle(store, ALARM);
        }
        return resumed;
    }

    private Optional<Pause> pause(StoreId store) {
        return sql.first(
                store,
                "select paused_at, case when resumed_at > now() - cast(? as integer) * interval '1' second"
                        + " then 1 else 0 end as resumed"
                        + " from reversal_pause where store_id = :store",
                row -> new Pause(StoreSql.instant(row, "paused_at"), row.getInt("resumed") == 1),
                WINDOW_SECONDS);
    }

    private boolean tooMany(StoreId store) {
        return sql.first(
                        store,
                        "select count(*) as applied, count(case when reversed_at > now() - cast(? as integer) *"
                                + " interval '1' second then 1 end) as reversed"
                                + " from order_snapshot"
                                + " where store_id = :store and applied_at > now() - cast(? as integer) *"
                                + " interval '1' second",
                        row -> {
                            long reversed = row.getLong("reversed") + 1;
                            return reversed > most && reversed * 100 > row.getLong("applied") * percent;
                        },
                        WINDOW_SECONDS,
                        WINDOW_SECONDS)
                .orElse(false);
    }

    private void begin(StoreId store, boolean known) {
        sql.update(
                store,
                known
                        ? "update reversal_pause set paused_at = now() where store_id = :store"
                        : "insert into reversal_pause (store_id, paused_at) values (:store, now())");
        alarms.raise(
                store,
                ALARM,
                "reversals-paused",
                "Within an hour the shop cancelled more than " + most + " orders or reported them as missing, over "
                        + percent + " % of all that changed. Reversals are paused: no commission or place is reversed."
                        + " Check in the shop whether these orders are really gone."
                        + " If they are not, correct the shop first."
                        + " Then POST /api/v1/reversals/resumption: each order is read once more,"
                        + " and cancelled and missing ones are reversed.");
    }
}
