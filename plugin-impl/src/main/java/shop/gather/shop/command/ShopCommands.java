package shop.gather.shop.command;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.StrictJson;
import shop.gather.platform.work.Scheduling;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.connection.ShopReachable;

/**
 * The durable commands of all stores. A command is written with the decision that caused it and stays until it ends.
 * Thread-safe.
 */
@Singleton
public class ShopCommands {

    /** Where a command stands. */
    public enum State {
        WAITING,
        DONE,
        REFUSED
    }

    /** @param outcome why it was refused, or what the last try met; null before the first */
    public record View(
            UUID id,
            String kind,
            String orderId,
            State state,
            int attempts,
            String outcome,
            Instant createdAt,
            Instant endedAt) {}

    /**
     * How a command ended.
     *
     * @param shownBy from when on the order must show what was done; empty for what was refused
     * @param overdue whether that time has come
     */
    public record Ended(State state, Optional<Instant> shownBy, boolean overdue) {}

    /** @param rest for how long it is still to be left alone; empty if it can be tried */
    record Pending(
            UUID id,
            String key,
            UUID subject,
            ShopCommand command,
            int attempts,
            State state,
            Optional<Duration> rest) {}

    /** So long an order may lag behind what was done to it. */
    private static final int SHOWN_WITHIN_SECONDS = 600;

    /** A customer who was erased while the command waited is in its payload still. */
    private static final String ENDED_PAYLOAD =
            "payload = case when customer_id is null and kind in ('Revoke', 'GiveCredit') then '{}' else payload end";

    private static final String TAKEN_OVER = "taken over by a person";

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
     * Writes a command down, in the current transaction; it runs after the commit. A key that was used before does
     * nothing.
     *
     * @param key unique per store, at most 150 characters
     * @param subject handed back in {@link CommandEnded}; may be null
     */
    public void issue(StoreId store, String key, UUID subject, ShopCommand command) {
        boolean known = sql.first(
                        store, "select id from shop_command where store_id = :store and command_key = ?", row -> 1, key)
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
                key,
                command.kind(),
                command.order(),
                subject,
                command.customer(),
                StrictJson.codec().toJson(command),
                State.WAITING);
        scheduling.schedule(CommandRunner.TASK, store + "/" + id, Duration.ZERO);
    }

    /** Ends a command that a person has taken over, in the current transaction; false if none waits under this key. */
    public boolean withdraw(StoreId store, String key) {
        boolean withdrawn = sql.update(
                        store,
                        "update shop_command set state = 'REFUSED', outcome = ?, ended_at = now(), " + ENDED_PAYLOAD
                                + " where store_id = :store and command_key = ? and state = 'WAITING'",
                        TAKEN_OVER,
                        key)
                == 1;
        if (withdrawn) {
            alarms.settle(store, alarmKey(key));
        }
        return withdrawn;
    }

    /**
     * Has what waits for a store's shop tried now, since the shop is well again: the five hundred that wait longest.
     * Not what must be left alone for a while after a try that was not answered.
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
    public static String alarmKey(String commandKey) {
        return "command:" + commandKey;
    }

    /** The commands for an order and a subject that have ended: how, by their keys. */
    public Map<String, Ended> ended(StoreId store, String orderId, UUID subject) {
        Map<String, Ended> ended = new TreeMap<>();
        sql.list(
                        store,
                        "select command_key, state, shown_by, shown_by <= now() as overdue"
                                + " from (select command_key, state, ended_at + cast(? as integer) * interval '1'"
                                + " second as shown_by"
                                + " from shop_command where store_id = :store and order_id = ? and subject_id = ?"
                                + " and state <> 'WAITING') asked",
                        row -> Map.entry(row.getString("command_key"), readEnded(row)),
                        SHOWN_WITHIN_SECONDS,
                        orderId,
                        subject)
                .forEach(command -> ended.put(command.getKey(), command.getValue()));
        return ended;
    }

    /**
     * Whether a capture of an order is under way, or ended after the read began that is being applied: the end has
     * marked the order to be read again. A shop that takes all and then gives a part back may be in between.
     */
    public boolean isCapturing(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select id from shop_command where store_id = :store and order_id = ?"
                                + " and kind = 'Capture' and (state = 'WAITING'"
                                + " or ended_at > now() - cast(? as integer) * interval '1' second"
                                + " and exists (select 1 from order_snapshot o"
                                + " where o.store_id = :store and o.order_id = ? and o.dirty_since is not null))"
                                + " limit 1",
                        row -> true,
                        orderId,
                        SHOWN_WITHIN_SECONDS,
                        orderId)
                .orElse(false);
    }

    private static Ended readEnded(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return state == State.DONE
                ? new Ended(state, Optional.of(StoreSql.instant(row, "shown_by")), row.getBoolean("overdue"))
                : new Ended(state, Optional.empty(), false);
    }

    /** A page of commands, newest first. @param state null for all */
    public Page<View> page(StoreId store, State state, String cursor, int limit) {
        List<View> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from shop_command where store_id = :store and id < ? and (state = ? or ? = 'ALL')"
                                + " order by id desc limit ?",
                        ShopCommands::view,
                        Page.before(cursor),
                        state == null ? "ALL" : state.name(),
                        state == null ? "ALL" : state.name(),
                        limit + 1));
        return Page.of(rows, limit, View::id, view -> view);
    }

    /**
     * A command that is about to be tried. That it is then left alone for a while is noted first: a server may stop
     * during the try, and another one go on.
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
                row.getString("command_key"),
                StoreSql.uuid(row, "subject_id"),
                parse(row.getString("kind"), row.getString("payload")),
                row.getInt("attempts"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(notBefore).filter(now::isBefore).map(then -> Duration.between(now, then)));
    }

    private void leaveAlone(StoreId store, UUID id, Duration settling) {
        sql.update(
                store,
                "update shop_command set not_before = now() + cast(? as integer) * interval '1' second"
                        + " where store_id = :store and id = ?",
                (int) settling.toSeconds(),
                id);
    }

    /** Whether this is what the last try of a command that waits has met, in the current transaction. */
    public boolean hasMet(StoreId store, String key, String outcome) {
        return sql.first(
                        store,
                        "select id from shop_command where store_id = :store and command_key = ?"
                                + " and state = 'WAITING' and outcome = ?",
                        row -> 1,
                        key,
                        outcome)
                .isPresent();
    }

    /** Whether a person had taken it over. */
    boolean wasTakenOver(StoreId store, UUID id) {
        return sql.first(
                        store,
                        "select id from shop_command where store_id = :store and id = ? and outcome = ?",
                        row -> 1,
                        id,
                        TAKEN_OVER)
                .isPresent();
    }

    /**
     * A try that did not end it; false if it has ended meanwhile.
     *
     * @param settling how long it is left alone, whatever happens
     */
    boolean attempted(StoreId store, UUID id, String outcome, Duration settling) {
        return sql.update(
                        store,
                        "update shop_command set attempts = attempts + 1, outcome = ?, not_before = now() +"
                                + " cast(? as integer) * interval '1' second"
                                + " where store_id = :store and id = ? and state = 'WAITING'",
                        outcome,
                        (int) settling.toSeconds(),
                        id)
                == 1;
    }

    /** Ends a command; false if it had ended before. */
    public boolean end(StoreId store, UUID id, State state, String reference, String outcome) {
        return sql.update(
                        store,
                        "update shop_command set state = ?, attempts = attempts + 1, reference = ?, outcome = ?,"
                                + " ended_at = now(), "
                                + ENDED_PAYLOAD + " where store_id = :store and id = ? and state = 'WAITING'",
                        state,
                        reference,
                        outcome,
                        id)
                == 1;
    }

    private ShopCommand parse(String kind, String payload) {
        return ShopCommand.KINDS.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .findFirst()
                .map(type -> (ShopCommand) StrictJson.codec().fromJson(payload, type))
                .orElseThrow(() -> new IllegalStateException("unknown kind of command " + kind));
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                StoreSql.uuid(row, "id"),
                row.getString("kind"),
                row.getString("order_id"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("outcome"),
                StoreSql.instant(row, "created_at"),
                StoreSql.instant(row, "ended_at"));
    }
}
