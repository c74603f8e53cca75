package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.Backoff;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.FailureReason;
import shop.gather.shop.connection.ShopBorder;

/**
 * Failures of Gather itself in a command: it cannot be loaded, or the shop's answer cannot be recorded. Each is counted
 * as an attempt, the pauses grow to 5 minutes, and after a few attempts the owner gets the command's alarm.
 * Thread-safe.
 */
@Singleton
class CommandFailures {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(CommandFailures.class.getName()));

    /** Commands that failed fewer times are not reported: most recover on their own within seconds. */
    private static final int ALARM_AFTER = 3;

    private final StoreSql sql;
    private final Transactions transactions;
    private final Alarms alarms;

    @Inject
    CommandFailures(StoreSql sql, Transactions transactions, Alarms alarms) {
        this.sql = sql;
        this.transactions = transactions;
        this.alarms = alarms;
    }

    /**
     * Counts a failure before the shop was asked.
     *
     * @return the pause before the next attempt; empty if the command has ended
     */
    Optional<Duration> notAsked(StoreId store, UUID id, RuntimeException thrown) {
        return count(store, id, Duration.ZERO, thrown);
    }

    /**
     * Counts a failure after the shop may have been asked.
     *
     * @param settling how long the shop may take until a lookup shows its result; no attempt is made before
     * @return the pause before the next attempt; empty if the command has ended
     */
    Optional<Duration> perhapsAsked(StoreId store, UUID id, Duration settling, RuntimeException thrown) {
        return count(store, id, settling, thrown);
    }

    private record Waiting(CommandKey key, String task, int attempts) {}

    private Optional<Duration> count(StoreId store, UUID id, Duration settling, RuntimeException thrown) {
        String reason = FailureReason.told(thrown);
        int attempts = transactions.inStore(store, () -> {
            Waiting command = waiting(store, id).orElse(null);
            if (command == null) {
                return 0;
            }
            note(store, id, settling, reason);
            int failed = command.attempts() + 1;
            if (failed >= ALARM_AFTER) {
                alarms.restate(
                        store,
                        ShopCommands.alarmKey(command.key()),
                        "command-failed",
                        "An internal error prevents Gather from carrying out " + command.task() + ", in " + ALARM_AFTER
                                + " attempts or more: " + ShopBorder.text(reason, ShopBorder.REASON / 2)
                                + " Gather retries at least every 5 minutes and first checks in the shop whether it "
                                + "was done, so nothing is done twice. Tell your hosting provider; the server's log "
                                + "has details.");
            }
            return failed;
        });
        LOG.unexpected(
                "command " + id + " of store " + store + " failed in Gather after " + attempts + " attempts", thrown);
        if (attempts == 0) {
            return Optional.empty();
        }
        Duration pause = Backoff.DEFAULT.afterFailures(attempts);
        return Optional.of(pause.compareTo(settling) < 0 ? settling : pause);
    }

    /** Locks the command if it is waiting. Does not read its payload, which may be the cause of the failure. */
    private Optional<Waiting> waiting(StoreId store, UUID id) {
        return sql.first(
                store,
                "select command_key, kind, order_id, attempts from shop_command where store_id = :store and id = ? "
                        + "and state = 'WAITING' for update",
                row -> new Waiting(
                        CommandKey.stored(row.getString("command_key")),
                        row.getString("kind")
                                + (row.getString("order_id") == null ? "" : " of order " + row.getString("order_id"))
                                + " (command " + id + ")",
                        row.getInt("attempts")),
                id);
    }

    private void note(StoreId store, UUID id, Duration settling, String reason) {
        String outcome = ShopBorder.text(reason, ShopBorder.REASON);
        if (settling.isZero()) {
            sql.update(
                    store,
                    "update shop_command set attempts = attempts + 1, outcome = ?, outcome_code = null where store_id = :store and id = ?",
                    outcome,
                    id);
        } else {
            sql.update(
                    store,
                    "update shop_command set attempts = attempts + 1, outcome = ?, outcome_code = null, not_before = now() + cast(? as "
                            + "integer) * interval '1' second"
                            + " where store_id = :store and id = ?",
                    outcome,
                    (int) settling.toSeconds(),
                    id);
        }
    }
}
