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
 * Watches how many of a store's orders its shop suddenly denies or has cancelled. A few are business; a mass of them
 * within an hour is more likely a restored backup or an import gone wrong, and would take commissions and places from
 * many people: then reversals wait, everything else goes on, and the owner decides. What Gather itself asked the shop
 * to cancel does not count. Thread-safe.
 */
@Singleton
class Reversals {

    private static final int WINDOW_SECONDS = (int) Duration.ofHours(1).toSeconds();
    private static final String ALARM = "reversals";

    /** Both must be exceeded. */
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
     * How reversals stand.
     *
     * @param pausedAt since when they wait; null while they do not
     * @param waiting how many orders wait
     */
    record Standing(Instant pausedAt, long waiting) {}

    private record Pause(Instant pausedAt, boolean resumedLately) {}

    /** Whether an order that is gone now stood before and was paid: only then is anything taken from anybody. */
    static boolean counts(OrderSnapshot before) {
        OrderFacts facts = OrderFacts.of(before);
        return facts.paid() || (facts.stands() && facts.covered().isPositive());
    }

    /**
     * Whether this reversal has to wait; then it is kept for later. In the transaction that would apply it, which holds
     * the order's row.
     */
    boolean hold(StoreId store, String orderId) {
        if (commands.hasAskedToCancel(store, orderId)) {
            return false;
        }
        // So that the limit is exact.
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

    /** Notes that an order was reversed. */
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
     * Lets what waits go on, in the caller's transaction: each order is read once more first. For an hour nothing is
     * paused again. False if nothing was paused.
     */
    boolean resume(StoreId store) {
        // Before the pause, as whoever holds a reversal back does.
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
                "Within an hour the shop cancelled or denied more than " + most + " orders, over " + percent
                        + " % of all that changed. Nothing more is reversed for now: no commission, no place."
                        + " Look in the shop whether these orders are really gone."
                        + " If they are not, mend the shop first;"
                        + " then POST /api/v1/reversals/resumption: each order is read once more,"
                        + " and what is gone is reversed.");
    }
}
