package shop.gather.shop.command;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.work.Scheduling;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.ShopReachable;

/**
 * The durable commands of all stores: issues them, records attempts, and ends them. A command is written in the
 * transaction of the decision that caused it and stays until it ends. {@link CommandHistory} has the results.
 * Thread-safe.
 */
@Singleton
public class ShopCommands {

    /** The state of a command. */
    public enum State {
        WAITING,
        DONE,
        REFUSED
    }

    /** @param rest how long to wait until it may be attempted; empty if it may be attempted now */
    record Pending(UUID id, CommandKey key, ShopCommand command, int attempts, State state, Optional<Duration> rest) {}

    /** The payload still contains a customer who was erased while the command was waiting. */
    private static final String ENDED_PAYLOAD =
            "payload = case when customer_id is null and kind in ('Revoke', 'GiveCredit') then '{}' else payload end";

    private final StoreSql sql;
    private final Transactions transactions;
    private final Scheduling scheduling;
    private final Alarms alarms;

    @Inject
    ShopCommands(StoreSql sql, Transactions transactions, Scheduling scheduling, Alarms alarms) {
        this.sql = sql;
        this.transactions = transactions;
        this.scheduling = scheduling;
        this.alarms = alarms;
    }

    /**
     * Stores a command in the current transaction; it runs after the commit. Does nothing if the key was used before.
     *
     * @param key unique per store
     */
    public void issue(StoreId store, CommandKey key, ShopCommand command) {
        boolean known = sql.first(
                        store,
                        "select id from shop_command where store_id = :store and command_key = ?",
                        row -> 1,
                        key.toString())
                .isPresent();
        if (known) {
            return;
        }
        UUID id = Ids.next();
        sql.update(
                store,
                "insert into shop_command (store_id, id, command_key, kind, order_id, subject_id, customer_id,"
                        + " payload, state, attempts, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, ?, ?, ?, 0, now())",
                id,
                key.toString(),
                command.kind(),
                command.order(),
                key.subject(),
                command.customer(),
                StrictJson.codec().toJson(command),
                State.WAITING);
        scheduling.schedule(CommandRunner.TASK, store + "/" + id, Duration.ZERO);
    }

    /**
     * Ends a command that a person has taken over, in the current transaction. Returns false if no command with this
     * key is waiting.
     */
    public boolean withdraw(StoreId store, CommandKey key) {
        boolean withdrawn = sql.update(
                        store,
                        "update shop_command set state = 'REFUSED', outcome = 'taken over by a person',"
                                + " outcome_code = ?, ended_at = now(), "
                                + ENDED_PAYLOAD
                                + " where store_id = :store and command_key = ? and state = 'WAITING'",
                        OutcomeCode.TAKEN_OVER,
                        key.toString())
                == 1;
        if (withdrawn) {
            alarms.settle(store, alarmKey(key));
        }
        return withdrawn;
    }

    /**
     * Attempts a store's waiting commands now, because the shop has recovered: the 500 that have waited longest.
     * Commands that must wait after an attempt without an answer are not included.
     */
    void hurry(StoreId store) {
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select id from shop_command where store_id = :store and state = 'WAITING'"
                                        + " and attempts > 0 and not_before <= now()"
                                        + " order by created_at limit 500",
                                row -> StoreSql.uuid(row, "id")))
                .forEach(id -> scheduling.hurry(CommandRunner.TASK, store + "/" + id));
    }

    void on(@Observes ShopReachable shop) {
        hurry(shop.store());
    }

    /** The key of the alarm that a command raises when the shop refuses it or does not do it in time. */
    public static String alarmKey(CommandKey commandKey) {
        return "command:" + commandKey;
    }

    /**
     * Returns a command that is about to be attempted. Stores the wait after this attempt first, because the server may
     * stop during the attempt and another node may continue.
     */
    Optional<Pending> begin(StoreId store, UUID id) {
        Optional<Pending> found = sql.first(
                store,
                "select c.*, now() as asked_at from shop_command c where store_id = :store and id = ? for update",
                this::pending,
                id);
        found.filter(pending -> pending.state() == State.WAITING
                        && pending.rest().isEmpty()
                        && !pending.command().settling().isZero())
                .ifPresent(pending -> leaveAlone(store, id, pending.command().settling()));
        return found;
    }

    private Pending pending(ResultSet row) throws SQLException {
        Instant notBefore = StoreSql.instant(row, "not_before");
        Instant now = StoreSql.instant(row, "asked_at");
        return new Pending(
                StoreSql.uuid(row, "id"),
                CommandKey.stored(row.getString("command_key")),
                parse(row.getString("kind"), row.getString("payload")),
                row.getInt("attempts"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(notBefore).filter(now::isBefore).map(then -> Duration.between(now, then)));
    }

    private void leaveAlone(StoreId store, UUID id, Duration settling) {
        sql.update(
                store,
                "update shop_command set outcome_code = null, not_before = now() + cast(? as integer) * interval '1' second"
                        + " where store_id = :store and id = ?",
                (int) settling.toSeconds(),
                id);
    }

    /** Whether a person has taken it over. */
    boolean wasTakenOver(StoreId store, UUID id) {
        return sql.first(
                        store,
                        "select id from shop_command where store_id = :store and id = ? and outcome_code = ?",
                        row -> 1,
                        id,
                        OutcomeCode.TAKEN_OVER)
                .isPresent();
    }

    /**
     * Records an attempt that did not end the command. Returns false if it has ended meanwhile.
     *
     * @param code null if none
     * @param settling the minimum wait until the next attempt
     */
    boolean attempted(StoreId store, UUID id, String outcome, OutcomeCode code, Duration settling) {
        return sql.update(
                        store,
                        "update shop_command set attempts = attempts + 1, outcome = ?, outcome_code = ?, not_before = now() +"
                                + " cast(? as integer) * interval '1' second"
                                + " where store_id = :store and id = ? and state = 'WAITING'",
                        outcome,
                        code,
                        (int) settling.toSeconds(),
                        id)
                == 1;
    }

    /** Ends a command. Returns false if it had ended before. */
    public boolean end(StoreId store, UUID id, State state, String reference, String outcome) {
        return sql.update(
                        store,
                        "update shop_command set state = ?, attempts = attempts + 1, reference = ?, outcome = ?,"
                                + " outcome_code = null, ended_at = now(), "
                                + ENDED_PAYLOAD + " where store_id = :store and id = ? and state = 'WAITING'",
                        state,
                        reference,
                        outcome,
                        id)
                == 1;
    }

    /** Removes a customer's id at the shop. Waiting commands still need their payload; {@link #end} deletes it. */
    public void eraseCustomer(StoreId store, String customer) {
        sql.update(
                store,
                "update shop_command set customer_id = null, payload = case when state = 'WAITING' then payload else '{}' end"
                        + " where store_id = :store and customer_id = ?",
                customer);
    }

    private ShopCommand parse(String kind, String payload) {
        return ShopCommand.KINDS.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .findFirst()
                .map(type -> (ShopCommand) StrictJson.codec().fromJson(payload, type))
                .orElseThrow(() -> new IllegalStateException("unknown kind of command " + kind));
    }
}
