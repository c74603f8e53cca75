package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.place.UnitRoom;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/**
 * The rows of teams and their counters. Every update names the states from which it starts, and its row count is
 * checked. {@link TeamEnding} ends teams. Thread-safe.
 */
@Singleton
public class Teams {

    /** The row of a team in which a place can be paid; its arguments are the team and the time of the payment. */
    private static final String PAYABLE = " where store_id = :store and id = ? and state in ('OPEN', 'CLOSING')"
            + " and reserving = false and deadline >= ? and ";

    private final Transactions transactions;
    private final TeamRows rows;
    private final StoreSql sql;
    private final TeamEnding ending;
    private final TeamHistory history;

    @Inject
    Teams(Transactions transactions, TeamRows rows, StoreSql sql, TeamEnding ending, TeamHistory history) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.ending = ending;
        this.history = history;
    }

    public Optional<Team> find(StoreId store, TeamId id) {
        return transactions.inStore(store, () -> rows.find(store.value(), id.value()));
    }

    /** The deadline of a team; empty if there is no such team. */
    public Optional<TeamDeadline> deadline(StoreId store, TeamId id) {
        return find(store, id)
                .map(team -> new TeamDeadline(team.id(), team.campaign(), team.deadline(), team.isOver()));
    }

    Page<Team> ofCampaign(StoreId store, CampaignId campaign, String cursor, int limit) {
        List<Team> found =
                transactions.inStore(store, () -> rows.newestOf(campaign.value(), Page.before(cursor), limit + 1));
        return Page.of(found, limit, team -> team.id().value(), team -> team);
    }

    /**
     * Turns a held place into a paid one; the last one completes the team.
     *
     * @param quantity the number of units that were held
     * @param units the number of units that are paid, at least 1
     * @param paidAt the time of the payment that the shop states, converted to Gather's clock; after the deadline the
     *     payment is too late
     */
    public boolean payHeld(StoreId store, TeamId team, int quantity, int units, Instant paidAt) {
        return count(
                store,
                team,
                "update team set held = held - 1, held_units = held_units - ?, paid = paid + 1, units = units + ?"
                        + PAYABLE + "held > 0",
                quantity,
                units,
                team,
                paidAt);
    }

    /** As {@link #payHeld} for a buyer whose hold has ended, if a place and the units are still free. */
    public boolean payFree(StoreId store, TeamId team, int units, Instant paidAt) {
        return count(
                store,
                team,
                "update team set paid = paid + 1, units = units + ?" + PAYABLE + "paid + held < size and "
                        + UnitRoom.FITS,
                units,
                team,
                paidAt,
                units);
    }

    /**
     * Counts a paid place that comes from another team, if this one is open and has a free place; the last one
     * completes the team.
     *
     * @param units the number of units of the place
     */
    public boolean takePaid(StoreId store, TeamId team, int units) {
        return count(
                store,
                team,
                "update team set paid = paid + 1, units = units + ? where store_id = :store and id = ? and state = 'OPEN'"
                        + " and deadline > now() and paid + held < size",
                units,
                team);
    }

    /**
     * Counts one help for the buyer of the team, in the current transaction. The team's row serializes the helps; the last
     * one completes the team.
     *
     * @return false if the buyer has not paid, all helps are given, or the deadline has passed
     */
    public boolean help(StoreId store, TeamId team) {
        boolean helped = count(
                store,
                team,
                "update team set helps = helps + 1 where store_id = :store and id = ? and state = 'OPEN'"
                        + " and deadline > now() and paid > 0 and helps < most_helps",
                team);
        if (helped) {
            history.helped(store, team);
        }
        return helped;
    }

    private boolean count(StoreId store, TeamId team, String update, Object... args) {
        boolean counted = sql.update(store, update, args) == 1;
        if (counted) {
            ending.fill(store, team);
        }
        return counted;
    }

    /**
     * Releases a held place, in the current transaction; also if the team has ended, so that its counters stay equal to
     * its rows. An open team that becomes empty ends.
     *
     * @param quantity the number of units that were held
     */
    public boolean releaseHeld(StoreId store, TeamId team, int quantity) {
        boolean released = sql.update(
                        store,
                        "update team set held = held - 1, held_units = held_units - ? where store_id = :store and id = ?"
                                + " and held > 0",
                        quantity,
                        team)
                == 1;
        if (released) {
            ending.empty(store, team);
        }
        return released;
    }

    /** Releases a paid place while the team is not full. A team that is for one buyer ends. */
    public boolean releasePaid(StoreId store, TeamId team, int units) {
        boolean released = sql.update(
                        store,
                        "update team set paid = paid - 1, units = units - ? where store_id = :store and id = ? and paid > 0"
                                + " and state in ('OPEN', 'CLOSING')",
                        units,
                        team)
                == 1;
        if (released) {
            ending.loseOnlyBuyer(store, team);
        }
        return released;
    }

    /**
     * The order of a paid place pays for more or fewer units than before, and the team has not ended.
     *
     * @param more negative for fewer
     * @return false if it has ended, or has not so many more units
     */
    public boolean changeUnits(StoreId store, TeamId team, int more) {
        return sql.update(
                        store,
                        "update team set units = units + ? where store_id = :store and id = ? and state in ('OPEN', 'CLOSING')"
                                + " and (cast(? as integer) < 0 or " + UnitRoom.FITS + ")",
                        more,
                        team,
                        more,
                        more)
                == 1;
    }

    /**
     * Releases the paid place of a buyer who leaves, in the current transaction. An open team that becomes empty ends.
     *
     * @return false if the team has ended or its deadline has passed
     */
    boolean leave(StoreId store, TeamId team, int units) {
        boolean left = sql.update(
                        store,
                        "update team set paid = paid - 1, units = units - ? where store_id = :store and id = ? and paid > 0"
                                + " and state = 'OPEN' and deadline > now()",
                        units,
                        team)
                == 1;
        if (left) {
            ending.empty(store, team);
        }
        return left;
    }

    /** Releases a paid place of a team that has failed, or one that was not drawn. */
    boolean freePaid(StoreId store, TeamId team, int units) {
        return sql.update(
                        store,
                        "update team set paid = paid - 1, units = units - ? where store_id = :store and id = ? and paid > 0"
                                + " and state in ('FAILED', 'SUCCEEDED')",
                        units,
                        team)
                == 1;
    }

    /** The shop could not be asked: the team is due again after these seconds. */
    void postpone(StoreId store, TeamId team, int seconds) {
        sql.update(
                store,
                "update team set due_at = now() + cast(? as integer) * interval '1' second where store_id = :store "
                        + "and id = ? and due_at is not null",
                seconds,
                team);
    }

    /** All places of the ended team are settled: nothing is due any more. */
    void settled(StoreId store, TeamId team) {
        sql.update(
                store,
                "update team set due_at = null where store_id = :store and id = ? and state in ('SUCCEEDED', 'FAILED')",
                team);
    }
}
