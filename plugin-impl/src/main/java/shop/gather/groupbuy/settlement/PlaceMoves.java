package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.groupbuy.place.TeamHistory;
import shop.gather.groupbuy.team.Team;
import shop.gather.groupbuy.team.TeamClosing;
import shop.gather.groupbuy.team.TeamEnding;
import shop.gather.groupbuy.team.TeamMessages;
import shop.gather.groupbuy.team.Teams;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.shop.command.ShopCommands;

/**
 * Changes the state of a place as its order requires: paid, late, given up, returned, restored. Updates its team's
 * counters and emits the events. Runs in the current transaction.
 */
@Singleton
class PlaceMoves {

    /** The reason of a place whose order was cancelled or refunded by the shop or the owner. */
    static final String CANCELLED_OR_REFUNDED = "order-cancelled-or-refunded";

    /** The reason of a place whose article was exchanged for another. */
    static final String EXCHANGED = "line-exchanged";

    private final StoreSql sql;
    private final ShopClocks clocks;
    private final Participations participations;
    private final PlaceAmounts amounts;
    private final Teams teams;
    private final TeamEnding ending;
    private final TeamClosing ends;
    private final LatePlaces late;
    private final DeclinedPayments declined;
    private final ShopCommands commands;
    private final ShopTasks tasks;
    private final PlaceAlarms alarms;
    private final TeamMessages messages;
    private final TeamHistory history;

    @Inject
    PlaceMoves(
            StoreSql sql,
            ShopClocks clocks,
            Participations participations,
            PlaceAmounts amounts,
            Teams teams,
            TeamEnding ending,
            TeamClosing ends,
            LatePlaces late,
            DeclinedPayments declined,
            ShopCommands commands,
            ShopTasks tasks,
            PlaceAlarms alarms,
            TeamMessages messages,
            TeamHistory history) {
        this.sql = sql;
        this.clocks = clocks;
        this.participations = participations;
        this.amounts = amounts;
        this.teams = teams;
        this.ending = ending;
        this.ends = ends;
        this.late = late;
        this.declined = declined;
        this.commands = commands;
        this.tasks = tasks;
        this.alarms = alarms;
        this.messages = messages;
        this.history = history;
    }

    /**
     * Counts a paid order that does not pay for a place automatically, because the owner accepts it; in the current
     * transaction.
     *
     * @return false if the team has no place for it
     */
    boolean accept(StoreId store, PlaceMatch match, PlaceFacts facts) {
        Participation place = match.place();
        if (place.state() == State.RETURNED) {
            return restore(store, place, facts);
        }
        // The owner has decided that it was paid in time.
        if (!count(store, place, facts.unitsOf(place), place.createdAt())) {
            return false;
        }
        link(store, place, facts, paidAt(facts));
        history.record(store, place.id(), TeamHistory.What.ORDER_ACCEPTED, null);
        counted(store, place);
        return true;
    }

    /** Restores a given-up place of a team that has succeeded; the place was not given to another buyer. */
    private boolean restore(StoreId store, Participation place, PlaceFacts facts) {
        boolean confirmedBefore =
                CANCELLED_OR_REFUNDED.equals(place.reason()) || DeclinedPayments.GIVEN_UP.equals(place.reason());
        return confirmedBefore
                && facts.order().orderId().equals(place.orderId())
                && teams.find(store, place.team()).map(Team::state).orElse(null) == Team.State.SUCCEEDED
                && participations.move(store, place, Step.RESTORE, null);
    }

    /**
     * The buyer has paid: the place is the buyer's if the team still accepts it at the time of the payment that the
     * shop states.
     */
    State pay(StoreId store, Participation place, PlaceFacts facts, PlaceMatch match) {
        Instant paidAt = paidAt(facts);
        Instant earliest = clocks.time(store, paidAt).earliest();
        boolean counted = count(store, place, facts.unitsOf(place), earliest);
        if (!counted && PlaceAlarms.paidAtDelivery(facts)) {
            // A delivered order is not cancelled. Until the owner decides, the place has no order.
            return place.state();
        }
        link(store, place, facts, paidAt);
        if (EXCHANGED.equals(place.reason())) {
            // The article is back: the cancellations and refunds because of the exchange are no longer needed.
            SettlementPlan.cancellations(place.id()).forEach(key -> {
                commands.withdraw(store, key);
                tasks.over(store, key);
            });
        }
        if (!counted) {
            return late(store, match, facts, earliest);
        }
        alarms.paid(store, match, facts);
        counted(store, place);
        return State.PAID;
    }

    private static Instant paidAt(PlaceFacts facts) {
        return facts.facts().paidAt().orElse(facts.order().placedAt());
    }

    private boolean count(StoreId store, Participation place, int units, Instant paidAt) {
        return place.state() == State.HELD
                ? teams.payHeld(store, place.team(), place.quantity(), units, paidAt)
                : teams.payFree(store, place.team(), units, paidAt);
    }

    private void counted(StoreId store, Participation place) {
        participations.move(store, place, Step.PAY, null);
        Optional<Team> team = teams.find(store, place.team());
        if (team.map(Team::state).orElse(null) == Team.State.SUCCEEDED) {
            ending.announceSucceeded(store, place.team());
        } else {
            if (team.filter(Team::isSoldOut).isPresent()) {
                ending.endAtCapacity(store, place.team());
            }
            messages.placePaid(store, place);
        }
        ends.soon(store, place.team());
    }

    private void link(StoreId store, Participation place, PlaceFacts facts, Instant paidAt) {
        Instant warnAt = facts.facts()
                .captureBefore()
                .map(end -> end.minusSeconds(24 * 3600))
                .orElse(null);
        sql.update(
                store,
                "update participation set order_id = ?, line_id = ?, paid_at = ?, capture_before = ?, recheck_at = ?, units = ?,"
                        // An erased buyer's customer id is removed here: a paid place's admission is not revoked.
                        + " admitted_customer = case when buyer_erased then null else admitted_customer end"
                        + " where store_id = :store and id = ?",
                facts.order().orderId(),
                facts.line().lineId(),
                paidAt,
                facts.facts().captureBefore().orElse(null),
                warnAt,
                facts.unitsOf(place),
                place.id());
    }

    private State late(StoreId store, PlaceMatch match, PlaceFacts facts, Instant paidAt) {
        Participation place = match.place();
        // The own team first: filling another one may lock the campaign's units, which come after all teams.
        if (place.state() == State.HELD) {
            teams.releaseHeld(store, place.team(), place.quantity());
        }
        Optional<TeamId> other = late.toOpenTeam(store, match, facts, paidAt);
        if (other.isEmpty()) {
            other = late.toNewTeam(store, match, facts, paidAt);
        }
        if (other.isPresent()) {
            alarms.paid(store, match, facts);
            messages.placeMoved(store, place);
            if (teams.find(store, other.get()).map(Team::state).orElse(null) == Team.State.SUCCEEDED) {
                ending.announceSucceeded(store, other.get());
            }
            ends.soon(store, other.get());
            return State.PAID;
        }
        String reason = teams.find(store, place.team())
                .orElseThrow(() -> new IllegalStateException("place " + place.id() + " has no team"))
                .whyLate(paidAt);
        participations.move(store, place, Step.PAY_LATE, reason);
        return State.LATE;
    }

    /**
     * Counts the units of a paid place again while its team is open: the buyer may have cancelled some of them.
     *
     * @return false if units have come back that the team has sold to others, or that came after its end; they are not
     *     counted
     */
    boolean countUnits(StoreId store, Participation place, PlaceFacts facts) {
        int units = facts.unitsOf(place);
        int more = units - place.units();
        if (more == 0) {
            return true;
        }
        if (!teams.changeUnits(store, place.team(), more)) {
            return more < 0;
        }
        amounts.units(store, place.id(), units);
        if (more > 0) {
            ending.endAtCapacity(store, place.team());
            ends.soon(store, place.team());
        }
        return true;
    }

    /** Gives up a paid place while its team is open; otherwise the place stays paid. */
    State giveUp(StoreId store, Participation place, String reason) {
        if (teams.releasePaid(store, place.team(), place.units())) {
            participations.move(store, place, Step.WITHDRAW, reason);
            messages.placeWithdrawn(store, place);
            return State.WITHDRAWN;
        }
        return State.PAID;
    }

    /** The payment for a place has been returned. */
    State returned(StoreId store, Participation place, State from, String reason) {
        if (participations.move(store, place, from, Step.RETURN, reason)) {
            declined.over(store, place);
            messages.placeReturned(store, place);
        }
        return State.RETURNED;
    }
}
