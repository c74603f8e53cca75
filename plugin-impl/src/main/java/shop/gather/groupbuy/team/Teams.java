package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.event.Events;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.campaign.CampaignUnits;
import shop.gather.groupbuy.cases.TeamCases;
import shop.gather.groupbuy.draw.Draws;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.team.Team.State;
import shop.gather.groupbuy.team.Team.Step;
import shop.gather.groupbuy.terms.CampaignTerms;
import shop.gather.groupbuy.terms.TermsJson;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;

/** The rows of teams. Every update names the states from which it starts, and its row count is checked. Thread-safe. */
@Singleton
public class Teams {

    private final Transactions transactions;
    private final TeamRows rows;
    private final StoreSql sql;
    private final CampaignUnits units;
    private final Draws draws;
    private final TeamCases cases;
    private final Events events;
    private final TeamMessages messages;
    private final GroupOrderMessages groupOrders;
    private final TeamHistory history;

    @Inject
    Teams(
            Transactions transactions,
            TeamRows rows,
            StoreSql sql,
            CampaignUnits units,
            Draws draws,
            TeamCases cases,
            Events events,
            TeamMessages messages,
            GroupOrderMessages groupOrders,
            TeamHistory history) {
        this.transactions = transactions;
        this.rows = rows;
        this.sql = sql;
        this.units = units;
        this.draws = draws;
        this.cases = cases;
        this.events = events;
        this.messages = messages;
        this.groupOrders = groupOrders;
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
     * @param units the number of units of the place, at least 1
     * @param paidAt the time of the payment that the shop states, converted to Gather's clock; after the deadline the
     *     payment is too late
     */
    public boolean payHeld(StoreId store, TeamId team, int units, Instant paidAt) {
        return pay(store, team, units, paidAt, "held = held - 1, paid = paid + 1", "held > 0");
    }

    /** As {@link #payHeld} for a buyer whose hold has ended, if a place is still free. */
    public boolean payFree(StoreId store, TeamId team, int units, Instant paidAt) {
        return pay(store, team, units, paidAt, "paid = paid + 1", "paid + held < size");
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
            succeed(store, team, Step.FILL);
        }
        return counted;
    }

    private boolean pay(StoreId store, TeamId team, int units, Instant paidAt, String counters, String condition) {
        return count(
                store,
                team,
                "update team set " + counters
                        + ", units = units + ? where store_id = :store and id = ?"
                        + " and state in ('OPEN', 'CLOSING') and reserving = false and deadline >= ? and " + condition,
                units,
                team,
                paidAt);
    }

    private boolean succeed(StoreId store, TeamId team, Step step) {
        boolean succeeded = move(store, team, step);
        if (succeeded) {
            giveUnitsBack(store, team);
        }
        return succeeded;
    }

    /** False if the team is not in a state from which the step starts, or the step's condition does not hold. */
    private boolean move(StoreId store, TeamId team, Step step) {
        String states = Stream.of(State.values())
                .filter(step::leaves)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", "));
        // A team that ends is settled at once; a closing team waits a moment for late payments.
        String then = step.to() == State.CLOSING
                ? "due_at = now() + interval '1' second"
                : "closed_at = now(), due_at = now()";
        return sql.update(
                        store,
                        "update team set state = ?, reason = ?, " + then
                                + " where store_id = :store and id = ? and state in (" + states + ") and "
                                + step.condition(),
                        step.to(),
                        step.reason(),
                        team)
                == 1;
    }

    /**
     * Gives back the units that the team did not sell: its sales no longer change. They decide about the final price,
     * too.
     */
    private void giveUnitsBack(StoreId store, TeamId team) {
        record Sold(CampaignTerms terms, int units) {}
        Sold sold = sql.first(
                        store,
                        "select c.terms, t.units from team t join campaign c on c.store_id = t.store_id and c.id = t.campaign_id"
                                + " where t.store_id = :store and t.id = ?",
                        row -> new Sold(TermsJson.read(row.getString("terms")), row.getInt("units")),
                        team)
                .orElseThrow();
        // A team that has sold all its units must not wait for the row that all teams of the campaign share.
        if (sold.units() < sold.terms().mostUnitsOfTeam()
                && sold.terms().stock().most().isPresent()) {
            units.giveBack(store, team);
        }
    }

    /**
     * Releases a held place, in the current transaction; also if the team has ended, so that its counters stay equal to
     * its rows. An open team that becomes empty ends.
     */
    public boolean releaseHeld(StoreId store, TeamId team) {
        boolean released = sql.update(
                        store, "update team set held = held - 1 where store_id = :store and id = ? and held > 0", team)
                == 1;
        if (released) {
            fail(store, team, Step.EMPTY);
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
            fail(store, team, Step.LOSE_ONLY_BUYER);
        }
        return released;
    }

    /**
     * The order of a paid place pays for more or fewer units than before, and the team has not ended.
     *
     * @param more negative for fewer
     * @return false if it has ended
     */
    public boolean changeUnits(StoreId store, TeamId team, int more) {
        return sql.update(
                        store,
                        "update team set units = units + ? where store_id = :store and id = ? and state in ('OPEN', 'CLOSING')",
                        more,
                        team)
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
            fail(store, team, Step.EMPTY);
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

    /** The deadline has passed: no more joins. */
    boolean beginClosing(StoreId store, TeamId team) {
        return move(store, team, Step.BEGIN_CLOSING);
    }

    /**
     * Ends a team at its deadline, in the current transaction, by the number of paid places; in a group order, of those
     * that fill full cases. Its places are settled later.
     *
     * @return whether it has ended; false if a payment arrived between the two updates: call again
     */
    boolean endAtDeadline(StoreId store, Team team) {
        if (team.ofAllBuyers()) {
            return endGroupOrder(store, team.id());
        }
        if (succeed(store, team.id(), Step.REACH_MINIMUM)) {
            announceSucceeded(store, team.id());
            return true;
        }
        return fail(store, team.id(), Step.MISS_MINIMUM);
    }

    private boolean endGroupOrder(StoreId store, TeamId team) {
        TeamCases.Decision decision = cases.decide(store, team);
        if (decision.missed()) {
            return fail(store, team, Step.MISS_CASES);
        }
        if (succeed(store, team, Step.REACH_MINIMUM)) {
            events.emit(store, new TeamEvent.Succeeded(team));
            groupOrders.succeeded(store, team, decision.leftOut());
            return true;
        }
        return fail(store, team, Step.MISS_MINIMUM);
    }

    /** Ends a team that is not full, as the owner decided, in the current transaction; false if it had ended already. */
    public boolean cancel(StoreId store, TeamId team) {
        return fail(store, team, Step.CANCEL);
    }

    /**
     * Lets a team that is not full end now with the places that are paid, as the owner decided, in the current
     * transaction: its deadline passes, and one paid place is enough. Payments that were made until now still count.
     *
     * @return false if no place is paid, or the team has ended
     */
    boolean acceptShort(StoreId store, TeamId team) {
        boolean accepted = sql.update(
                        store,
                        "update team set minimum = 1, minimum_units = 0, deadline = least(deadline, now()), due_at = now()"
                                + " where store_id = :store and id = ? and state in ('OPEN', 'CLOSING') and paid > 0",
                        team)
                == 1;
        if (accepted) {
            history.accepted(store, team);
        }
        return accepted;
    }

    private boolean fail(StoreId store, TeamId team, Step step) {
        boolean failed = move(store, team, step);
        if (failed) {
            units.giveBack(store, team);
            events.emit(store, new TeamEvent.Failed(team, step.reason()));
            if (step != Step.EMPTY && step != Step.LOSE_ONLY_BUYER) {
                messages.failed(store, team);
            }
        }
        return failed;
    }

    /**
     * In the transaction of the success of a team that is no group order, once all paid places are: holds the draw, and
     * tells systems and buyers.
     */
    public void announceSucceeded(StoreId store, TeamId team) {
        Optional<Set<ParticipationId>> winners = draws.hold(store, team);
        events.emit(store, new TeamEvent.Succeeded(team));
        messages.succeeded(store, team, winners);
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
