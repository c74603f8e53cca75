package shop.gather.groupbuy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.outbox.Events;

/** The rows of teams. Every change names the states that it leaves and is checked by its row count. Thread-safe. */
@Singleton
class Teams {

    /** The deadline came before the team was full. */
    static final String NOT_FILLED = "team-not-filled";

    static final String CANCELLED_BY_THE_OWNER = "cancelled-by-the-owner";

    /** Nobody was left in it. */
    private static final String EMPTY = "team-empty";

    private final Transactions transactions;
    private final StoreSql sql;
    private final Events events;

    @Inject
    Teams(Transactions transactions, StoreSql sql, Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.events = events;
    }

    Optional<Team> find(StoreId store, UUID id) {
        return transactions.inStore(
                store,
                () -> sql.first(store, "select * from team where store_id = :store and id = ?", Teams::read, id));
    }

    Page<Team> ofCampaign(StoreId store, UUID campaign, String cursor, int limit) {
        List<Team> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from team where store_id = :store and campaign_id = ? and id < ? order by id desc limit ?",
                        Teams::read,
                        campaign,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, Team::id, row -> row);
    }

    /**
     * Turns a held place into a paid one, and completes the team with the last.
     *
     * @param paidAt when the shop says that the payment was made, by Gather's clock; after the deadline it comes too late
     */
    boolean payHeld(StoreId store, UUID team, Instant paidAt) {
        return pay(store, team, paidAt, "held = held - 1, paid = paid + 1", "held > 0");
    }

    /** As {@link #payHeld} for a buyer whose hold has ended, if a place is still free. */
    boolean payFree(StoreId store, UUID team, Instant paidAt) {
        return pay(store, team, paidAt, "paid = paid + 1", "paid + held < size");
    }

    private boolean pay(StoreId store, UUID team, Instant paidAt, String counters, String condition) {
        boolean counted = sql.update(
                        store,
                        "update team set " + counters
                                + " where store_id = :store and id = ? and state in ('OPEN', 'CLOSING') and deadline >= ? and "
                                + condition,
                        team,
                        paidAt)
                == 1;
        if (counted) {
            sql.update(
                    store,
                    "update team set state = 'SUCCEEDED', closed_at = now(), due_at = now()"
                            + " where store_id = :store and id = ? and state in ('OPEN', 'CLOSING') and paid >= size",
                    team);
        }
        return counted;
    }

    /**
     * Gives a held place back, in the current transaction; also where the team has ended, so that its counters stay equal to its rows. A team that is open and has nobody left ends: it would
     * only take room in lists until its deadline.
     */
    boolean releaseHeld(StoreId store, UUID team) {
        boolean released = sql.update(
                        store, "update team set held = held - 1 where store_id = :store and id = ? and held > 0", team)
                == 1;
        if (released && endEmpty(store, team)) {
            announceFailed(store, team, EMPTY);
        }
        return released;
    }

    private boolean endEmpty(StoreId store, UUID team) {
        return sql.update(
                        store,
                        "update team set state = 'FAILED', reason = ?, closed_at = now(), due_at = now()"
                                + " where store_id = :store and id = ? and state = 'OPEN' and held = 0 and paid = 0",
                        EMPTY,
                        team)
                == 1;
    }

    /** Gives a paid place back while the team is not full. */
    boolean releasePaid(StoreId store, UUID team) {
        return sql.update(
                        store,
                        "update team set paid = paid - 1 where store_id = :store and id = ? and paid > 0 and state in ('OPEN', 'CLOSING')",
                        team)
                == 1;
    }

    /** Frees a paid place of a team that has failed. */
    boolean freePaid(StoreId store, UUID team) {
        return sql.update(
                        store,
                        "update team set paid = paid - 1 where store_id = :store and id = ? and paid > 0 and state = 'FAILED'",
                        team)
                == 1;
    }

    /** The deadline has passed: no more joins. */
    boolean beginClosing(StoreId store, UUID team) {
        return sql.update(
                        store,
                        "update team set state = 'CLOSING', due_at = now() + interval '1' second"
                                + " where store_id = :store and id = ? and state = 'OPEN' and deadline <= now()",
                        team)
                == 1;
    }

    /**
     * Ends a team that is not full, in the current transaction. Settling its places follows.
     *
     * @param reason stable code, which its places get too
     */
    boolean fail(StoreId store, UUID team, String reason) {
        boolean failed = sql.update(
                        store,
                        "update team set state = 'FAILED', reason = ?, closed_at = now(), due_at = now()"
                                + " where store_id = :store and id = ? and state in ('OPEN', 'CLOSING') and paid < size",
                        reason,
                        team)
                == 1;
        if (failed) {
            announceFailed(store, team, reason);
        }
        return failed;
    }

    private void announceFailed(StoreId store, UUID team, String reason) {
        events.emit(store, "team.failed", Map.of("team", team.toString(), "reason", reason));
    }

    /** The shop could not be asked: again in a while. */
    void postpone(StoreId store, UUID team, int seconds) {
        sql.update(
                store,
                "update team set due_at = now() + cast(? as integer) * interval '1' second where store_id = :store and id = ? and due_at is not null",
                seconds,
                team);
    }

    /** All places of the ended team are settled. */
    void settled(StoreId store, UUID team) {
        sql.update(
                store,
                "update team set due_at = null where store_id = :store and id = ? and state in ('SUCCEEDED', 'FAILED')",
                team);
    }

    private static Team read(ResultSet row) throws SQLException {
        return new Team(
                StoreSql.uuid(row, "id"),
                StoreSql.uuid(row, "campaign_id"),
                StoreSql.uuid(row, "opened_by"),
                row.getInt("size"),
                row.getInt("held"),
                row.getInt("paid"),
                Team.State.valueOf(row.getString("state")),
                StoreSql.instant(row, "opened_at"),
                StoreSql.instant(row, "deadline"),
                StoreSql.instant(row, "closed_at"),
                row.getString("reason"));
    }
}
