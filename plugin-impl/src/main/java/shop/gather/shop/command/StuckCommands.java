package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.alarm.Alarms;

/**
 * Alarms for commands that fail repeatedly. If the shop is unavailable or its connection has a problem, there is one
 * alarm for all waiting commands. Otherwise the command itself is the problem and has its own alarm. Thread-safe.
 */
@Singleton
public class StuckCommands {

    /** Commands with fewer attempts (about 30 s) are not reported: most recover on their own. */
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
     * Reports an attempt that did not end the command, in the transaction that records it.
     *
     * @param tries the number of attempts, including this one
     * @param task a description of the command, for the owner
     * @param putOff whether it was certainly not executed, because the shop is unavailable or asked to retry later
     */
    void tried(StoreId store, CommandKey key, int tries, String task, String reason, boolean putOff) {
        if (tries < REPORTED_AFTER_TRIES) {
            return;
        }
        if (putOff || inTrouble(store)) {
            // The cost of counting the waiting commands grows with their number, so it is not done at each attempt.
            if (tries % REPORTED_AFTER_TRIES == 0) {
                alarms.restate(store, ALL, "commands-waiting", all(store, reason));
            }
        } else {
            alarms.raise(
                    store,
                    ShopCommands.alarmKey(key),
                    "command-stuck",
                    "In " + REPORTED_AFTER_TRIES + " or more attempts the shop has not done " + task + ": " + reason
                            + " Gather keeps retrying.");
        }
    }

    /** Reports that a command has ended after the given number of attempts; called after the commit. */
    void ended(StoreId store, int tries) {
        if (tries >= REPORTED_AFTER_TRIES) {
            settle(store);
        }
    }

    /**
     * Closes the common alarm if all commands that are still waiting have their own alarms. Also called after each
     * check of the shop, because a server may have stopped before it could close the alarm.
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
                        row -> row.getLong("n") + " commands are waiting for the shop, the first since "
                                + StoreSql.instant(row, "since").truncatedTo(ChronoUnit.SECONDS)
                                + ". The last attempt: "
                                + reason
                                + " Gather keeps retrying; GET /api/v1/shop-commands?state=WAITING lists them.")
                .orElseThrow();
    }
}
