package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import shop.gather.platform.Id;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.shop.command.ShopCommands.State;

/** The results of commands to shops. Read-only. Thread-safe. */
@Singleton
public class CommandHistory {

    /** @param outcome why it was refused, or the result of the last attempt; null before the first */
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
     * @param shownBy the time by which the order must show the result; empty if the command was refused
     * @param overdue whether that time has passed
     */
    public record Ended(State state, Optional<Instant> shownBy, boolean overdue) {}

    /** How long an order may take to show the result of a command. */
    private static final int SHOWN_WITHIN_SECONDS = 600;

    private final StoreSql sql;
    private final IssuedCommandRows rows;
    private final Transactions transactions;
    // Looked up lazily, because the code that reads orders depends on this class.
    private final Provider<CommandOrders> orders;

    @Inject
    CommandHistory(StoreSql sql, IssuedCommandRows rows, Transactions transactions, Provider<CommandOrders> orders) {
        this.sql = sql;
        this.rows = rows;
        this.transactions = transactions;
        this.orders = orders;
    }

    /** The ended commands for an order and a subject, by key. */
    public Map<CommandKey, Ended> ended(StoreId store, String orderId, Id subject) {
        Map<CommandKey, Ended> ended = new TreeMap<>();
        sql.list(
                        store,
                        "select command_key, state, shown_by, shown_by <= now() as overdue"
                                + " from (select command_key, state, ended_at + cast(? as integer) * interval '1'"
                                + " second as shown_by"
                                + " from shop_command where store_id = :store and order_id = ? and subject_id = ?"
                                + " and state <> 'WAITING') asked",
                        row -> Map.entry(CommandKey.stored(row.getString("command_key")), readEnded(row)),
                        SHOWN_WITHIN_SECONDS,
                        orderId,
                        subject)
                .forEach(command -> ended.put(command.getKey(), command.getValue()));
        return ended;
    }

    /**
     * Whether a capture of an order is in progress, or ended after the read that is being applied began; in that case
     * the order is already marked to be read again. A shop that captures the full amount and then refunds a part may be
     * between the two steps.
     */
    public boolean isCapturing(StoreId store, String orderId) {
        List<State> captures = sql.list(
                store,
                "select state from shop_command where store_id = :store and order_id = ? and kind = 'Capture'"
                        + " and (state = 'WAITING' or ended_at > now() - cast(? as integer) * interval '1' second)",
                row -> State.valueOf(row.getString("state")),
                orderId,
                SHOWN_WITHIN_SECONDS);
        return captures.contains(State.WAITING)
                || !captures.isEmpty() && orders.get().isToBeRead(store, orderId);
    }

    /** Whether Gather asked the shop, at any time, to cancel an order or a line of it. */
    public boolean hasAskedToCancel(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select id from shop_command where store_id = :store and order_id = ?"
                                + " and kind in ('CancelOrder', 'CancelLine') limit 1",
                        row -> true,
                        orderId)
                .orElse(false);
    }

    private static Ended readEnded(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        return state == State.DONE
                ? new Ended(state, Optional.of(StoreSql.instant(row, "shown_by")), row.getBoolean("overdue"))
                : new Ended(state, Optional.empty(), false);
    }

    /**
     * A page of commands, newest first.
     *
     * @param state null for all states
     */
    public Page<View> page(StoreId store, State state, String cursor, int limit) {
        UUID before = Page.before(cursor);
        List<IssuedCommand> found = transactions.inStore(
                store, () -> state == null ? rows.newest(before, limit + 1) : rows.newestIn(state, before, limit + 1));
        return Page.of(found.stream().map(IssuedCommand::view).toList(), limit, View::id, view -> view);
    }

    /** Whether the last attempt of a waiting command had this outcome, in the current transaction. */
    public boolean hasMet(StoreId store, CommandKey key, OutcomeCode code) {
        return transactions.inStore(store, () -> rows.waitingAfter(key.toString(), code)) > 0;
    }
}
