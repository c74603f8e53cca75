package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.alarm.Alarms;

/**
 * What the owner is told of commands that were tried again and again. While the shop is away, or its connection in
 * trouble, that is one cause and one alarm for all that wait; else something is wrong with the command, which has an
 * alarm of its own. Thread-safe.
 */
@Singleton
public class StuckCommands {

    /** Commands with fewer tries (about 30 s) are not reported: most recover on their own. */
    private static final int REPORTED_AFTER_TRIES = 6;

    private static final String ALL = "commands-wait";

    private final StoreSql sql;
    private final Transactions transactions;
    private final Alarms alarms;

    @Inject
    StuckCommands(StoreSql sql, Transactions transactions, Alarms alarms) {
        this.sql = sql;
        this.transactions = transactions;
        this.alarms = alarms;
    }

    /**
     * A command was tried and has not ended; in the transaction that records it.
     *
     * @param tries so far, this one among them
     * @param task what was asked of the shop, for the owner
     * @param putOff whether it was certainly not done, because the shop is away or asks to come back
     */
    void tried(StoreId store, CommandKey key, int tries, String task, String reason, boolean putOff) {
        if (tries < REPORTED_AFTER_TRIES) {
            return;
        }
        if (putOff || inTrouble(store)) {
            // Counting what waits at each try of each command would cost more the more there are.
            if (tries % REPORTED_AFTER_TRIES == 0) {
                alarms.restate(store, ALL, "commands-waiting", all(store, reason));
            }
        } else {
            alarms.raise(
                    store,
                    ShopCommands.alarmKey(key),
                    "command-stuck",
                    "In " + REPORTED_AFTER_TRIES + " tries or more the shop has not done " + task + ": " + reason
                            + " Gather goes on trying.");
        }
    }

    /** A command has ended after so many tries, and that is committed. */
    void ended(StoreId store, int tries) {
        if (tries >= REPORTED_AFTER_TRIES) {
            settle(store);
        }
    }

    /**
     * Closes the alarm for all if nothing waits any more but what has an alarm of its own. Also said after each look at
     * the shop: a server may have stopped in between.
     */
    public void settle(StoreId store) {
        transactions.inStore(store, () -> {
            boolean over = sql.first(
                            store,
                            "select a.id from alarm a where a.store_id = :store and a.alarm_key = ? and (a.closed_at "
                                    + "is null or a.dismissed) and not exists"
                                    + " (select c.id from shop_command c where c.store_id = a.store_id and c.state = 'WAITING'"
                                    + " and c.attempts >= ? and not exists (select o.id from alarm o where o.store_id = c.store_id"
                                    + " and o.alarm_key = 'command:' || c.command_key and (o.closed_at is null or o.dismissed)))",
                            row -> 1,
                            ALL,
                            REPORTED_AFTER_TRIES)
                    .isPresent();
            if (over) {
                alarms.settle(store, ALL);
            }
        });
    }

    private boolean inTrouble(StoreId store) {
        return sql.first(
                        store,
                        "select adapter_id from shop_connection where store_id = :store and problem is not null",
                        row -> 1)
                .isPresent();
    }

    private String all(StoreId store, String reason) {
        return sql.first(
                        store,
                        "select count(*) as n, min(created_at) as since from shop_command where store_id = :store"
                                + " and state = 'WAITING' and attempts > 0",
                        row -> row.getLong("n") + " commands wait for the shop, the first since "
                                + StoreSql.instant(row, "since").truncatedTo(ChronoUnit.SECONDS) + ". At the last try: "
                                + reason
                                + " Gather goes on trying; GET /api/v1/shop-commands?state=WAITING lists them.")
                .orElseThrow();
    }
}
