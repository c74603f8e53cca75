package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.gather.event.Events;
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
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Ends teams: each method is one step of {@link Team.Step}, in the current transaction, with what belongs to it. The
 * places of a team that has ended are settled later. Thread-safe.
 */
@Singleton
public class TeamEnding {

    private final StoreSql sql;
    private final CampaignUnits units;
    private final Draws draws;
    private final TeamCases cases;
    private final Events events;
    private final TeamMessages messages;
    private final GroupOrderMessages groupOrders;
    private final TeamHistory history;

    @Inject
    TeamEnding(
            StoreSql sql,
            CampaignUnits units,
            Draws draws,
            TeamCases cases,
            Events events,
            TeamMessages messages,
            GroupOrderMessages groupOrders,
            TeamHistory history) {
        this.sql = sql;
        this.units = units;
        this.draws = draws;
        this.cases = cases;
        this.events = events;
        this.messages = messages;
        this.groupOrders = groupOrders;
        this.history = history;
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
        // As it was read, first: a payment since then is rare.
        return team.hasMinimum()
                ? reachMinimum(store, team.id()) || fail(store, team.id(), Step.MISS_MINIMUM)
                : fail(store, team.id(), Step.MISS_MINIMUM) || reachMinimum(store, team.id());
    }

    private boolean reachMinimum(StoreId store, TeamId team) {
        boolean reached = succeed(store, team, Step.REACH_MINIMUM);
        if (reached) {
            announceSucceeded(store, team);
        }
        return reached;
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
     * @throws ProblemException CONFLICT if none of the paid places fills a full case
     */
    boolean acceptShort(StoreId store, TeamId team) {
        if (!cases.confirmsSome(store, team)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "The paid units fill no full case: all payments would be returned. Wait for more buyers, or cancel"
                            + " the team.");
        }
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

    /**
     * The cut-off of a group order is now if all units of its capacity are paid, in the current transaction. Who pays
     * later is too late.
     */
    public void endAtCapacity(StoreId store, TeamId team) {
        boolean soldOut = sql.update(
                        store,
                        "update team set deadline = now(), due_at = now() where store_id = :store and id = ? and state = 'OPEN'"
                                + " and deadline > now() and capacity > 0 and units >= capacity",
                        team)
                == 1;
        if (soldOut) {
            history.soldOut(store, team);
        }
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

    /** The last place is paid, and all helps are given. In the current transaction, as all methods. */
    void fill(StoreId store, TeamId team) {
        succeed(store, team, Step.FILL);
    }

    /** Ends an open team in which nobody is left. */
    void empty(StoreId store, TeamId team) {
        fail(store, team, Step.EMPTY);
    }

    /** Ends a team that is for one buyer, who no longer pays. */
    void loseOnlyBuyer(StoreId store, TeamId team) {
        fail(store, team, Step.LOSE_ONLY_BUYER);
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
                : "closed_at = now(), due_at = now()"
                        + (step.to() == State.SUCCEEDED ? ", leaders_due_at = now()" : "");
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
}
