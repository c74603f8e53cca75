package shop.gather.groupbuy;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.OrderPlaces.Match;
import shop.gather.groupbuy.Participations.State;
import shop.gather.host.OrderRead;
import shop.gather.host.ShopClocks;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.order.OrderFacts;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.outbox.Events;
import shop.gather.spi.OrderSnapshot;

/**
 * Brings a place to what its order says: paid, given back, late. Comes after every read of an order and asks nothing of what came before but the rows. Locks the place before its
 * team.
 */
@Singleton
class PaidPlaces {

    private static final Set<State> GIVING_BACK = Set.of(State.FAILED, State.LATE, State.UNPAID);

    /** The team is over, so that the shop may have been asked for something. */
    private static final Set<State> SETTLED =
            Set.of(State.CONFIRMED, State.FAILED, State.LATE, State.UNPAID, State.RETURNED);

    /** The buyer keeps the article, or will. */
    private static final Set<State> KEEPING = Set.of(State.PAID, State.CONFIRMED);

    /** Why a place was lost whose order the shop or the owner took back. */
    private static final String CANCELLED_OR_REFUNDED = "order-cancelled-or-refunded";

    /** Why a place was lost whose article the shop exchanged for another. */
    private static final String EXCHANGED = "line-exchanged";

    private final StoreSql sql;
    private final OrderPlaces orders;
    private final ExchangedVariants variants;
    private final ShopClocks clocks;
    private final Participations participations;
    private final Teams teams;
    private final TeamEnds ends;
    private final DeclinedPayments declined;
    private final ShopCommands commands;
    private final ShopTasks tasks;
    private final PlaceAlarms alarms;
    private final PlaceDecisions decisions;
    private final Events events;

    @Inject
    PaidPlaces(
            StoreSql sql,
            OrderPlaces orders,
            ExchangedVariants variants,
            ShopClocks clocks,
            Participations participations,
            Teams teams,
            TeamEnds ends,
            DeclinedPayments declined,
            ShopCommands commands,
            ShopTasks tasks,
            PlaceAlarms alarms,
            PlaceDecisions decisions,
            Events events) {
        this.sql = sql;
        this.orders = orders;
        this.variants = variants;
        this.clocks = clocks;
        this.participations = participations;
        this.teams = teams;
        this.ends = ends;
        this.declined = declined;
        this.commands = commands;
        this.tasks = tasks;
        this.alarms = alarms;
        this.decisions = decisions;
        this.events = events;
    }

    void on(@Observes @Priority(OrderRead.PLACES) OrderRead read) {
        StoreId store = read.store();
        OrderSnapshot order = read.order();
        List<Match> matches = orders.find(store, order, read.member());
        if (matches.isEmpty()) {
            return;
        }
        OrderFacts facts = OrderFacts.of(order);
        PlaceLines lines = PlaceLines.of(facts, matches);
        for (Match match : matches) {
            if (waitsForProduct(store, match, facts)) {
                variants.ask(store, order.orderId(), match.exchange().unknown());
                alarms.exchangeUnknown(store, match.place(), facts);
            } else {
                lines.of(match)
                        .ifPresentOrElse(
                                place -> apply(store, match, place), () -> exchanged(store, match, facts, lines));
            }
        }
    }

    /** Whether the order may hold another variant of the product instead of the article, which the shop has not told yet. */
    private boolean waitsForProduct(StoreId store, Match match, OrderFacts facts) {
        return KEEPING.contains(match.place().state())
                && !facts.cancelled()
                && !match.exchange().unknown().isEmpty()
                && !decisions.declined(store, match.place().id(), facts.order().orderId());
    }

    /**
     * The order has no line of the place's article any more, nor one that may stand for it: the place is given up while its team is open, and its money goes back. In a team that
     * has succeeded, and where nobody can tell the line, a person decides about the money.
     */
    private void exchanged(StoreId store, Match match, OrderFacts facts, PlaceLines lines) {
        Participations.Row place = match.place();
        String orderId = facts.order().orderId();
        boolean its = orderId.equals(place.orderId()) && !decisions.declined(store, place.id(), orderId);
        boolean withdrawn = place.state() == State.PAID
                ? giveUp(store, place, EXCHANGED) == State.WITHDRAWN
                : place.state() == State.WITHDRAWN && EXCHANGED.equals(place.reason());
        Optional<PlaceFacts> line =
                Optional.of(facts).filter(any -> its && withdrawn).flatMap(any -> lines.exchanged(facts, match));
        if (line.isPresent()) {
            Map<String, ShopCommands.Ended> ended = commands.ended(store, orderId, place.id());
            ask(store, place, line.get(), OrderDuties.exchanged(place.id(), line.get(), ended), ended);
            alarms.exchangedBack(store, place);
        } else {
            alarms.exchanged(store, place, facts);
        }
    }

    private void ask(
            StoreId store,
            Participations.Row place,
            PlaceFacts facts,
            List<OrderDuties.Duty> duties,
            Map<String, ShopCommands.Ended> ended) {
        duties.stream()
                .filter(duty -> !waitsForCapture(store, duty))
                .forEach(duty -> commands.issue(store, duty.key(), place.id(), duty.command()));
        tasks.update(store, facts, duties, ended).ifPresent(again -> participations.recheck(store, place.id(), again));
    }

    private void apply(StoreId store, Match match, PlaceFacts read) {
        Participations.Row place = match.place();
        Map<String, ShopCommands.Ended> ended = SETTLED.contains(place.state())
                ? commands.ended(store, read.order().orderId(), place.id())
                : Map.of();
        PlaceFacts facts = read.ending() == PlaceFacts.Ending.NONE ? read : OrderDuties.over(place.id(), read, ended);
        Optional<Rebate> rebate = match.rebate(facts);
        State state = place.state();
        if (facts.paid()) {
            state = switch (state) {
                case HELD, EXPIRED, WITHDRAWN, REFUSED ->
                    counts(store, match, facts) ? pay(store, place, facts, match) : state;
                default -> state;
            };
        } else if (state == State.PAID && !facts.stillPaid()) {
            state = giveUp(store, place, CANCELLED_OR_REFUNDED);
        }
        alarms.update(store, match, state, facts);
        if (state == State.CONFIRMED) {
            // Given back by others: what Gather still has under way is not waited for, or it would ask the buyer to
            // pay.
            state = facts.givenBack()
                    ? returned(store, place, State.CONFIRMED, CANCELLED_OR_REFUNDED)
                    : declined.check(
                            store, place, facts, OrderDuties.of(place.id(), state, facts, Optional.empty(), ended));
        }
        List<OrderDuties.Duty> duties = OrderDuties.of(place.id(), state, facts, rebate, ended);
        ask(store, place, facts, duties, ended);
        if (duties.isEmpty()
                && GIVING_BACK.contains(state)
                && !facts.lineStands()
                && OrderDuties.vouchedFor(facts, ended)) {
            state = returned(store, place, state, state == State.UNPAID ? DeclinedPayments.GIVEN_UP : place.reason());
        }
        if (rebate.isPresent()) {
            keep(store, place, state, rebate.get(), facts);
            if (OrderDuties.rebateWaits(state, place.reason(), facts, rebate.get(), duties)) {
                tasks.rebateWaits(store, place.id(), facts, rebate.get());
            } else {
                tasks.rebateWaitsNoMore(store, place.id());
            }
        }
    }

    /** A shop that captures all and gives the rest back is read in between: a refund would be given twice. The order is read again when the capture ends. */
    private boolean waitsForCapture(StoreId store, OrderDuties.Duty duty) {
        return duty.command() instanceof ShopCommand.Refund refund && commands.isCapturing(store, refund.orderId());
    }

    private void keep(StoreId store, Participations.Row place, State state, Rebate rebate, PlaceFacts facts) {
        participations.rebate(store, place.id(), KEEPING.contains(state) ? rebate : null);
        // Not by what has changed: the money may have come back before the team succeeded, and go and come again after.
        // Only the news waits for money that has not left: the amounts count it, or it would be asked for twice.
        if (state == State.CONFIRMED
                && rebate.promised().isPositive()
                && rebate.open().isZero()
                && facts.unsettled().isEmpty()
                && participations.rebated(store, place.id())) {
            participations.announce(store, place, "participation.rebated", null);
        }
    }

    private boolean counts(StoreId store, Match match, PlaceFacts facts) {
        return PlaceAlarms.objection(match, facts).isEmpty()
                && !decisions.declined(store, match.place().id(), facts.order().orderId());
    }

    /**
     * The owner accepts a paid order for a place that it does not count for by itself; in the current transaction.
     *
     * @return false if the team has no place for it any more
     */
    boolean accept(StoreId store, Match match, PlaceFacts facts) {
        Participations.Row place = match.place();
        if (place.state() == State.RETURNED) {
            return restore(store, place, facts);
        }
        // Whether it was paid in time is what the owner has decided.
        if (!count(store, place, place.createdAt())) {
            return false;
        }
        link(store, place, facts, paidAt(facts));
        counted(store, place);
        return true;
    }

    /** The place of a team that has succeeded was given up, and nobody else got it. */
    private boolean restore(StoreId store, Participations.Row place, PlaceFacts facts) {
        boolean confirmedBefore =
                CANCELLED_OR_REFUNDED.equals(place.reason()) || DeclinedPayments.GIVEN_UP.equals(place.reason());
        boolean restored = confirmedBefore
                && facts.order().orderId().equals(place.orderId())
                && teams.find(store, place.team()).map(Teams.Row::state).orElse(null) == Teams.State.SUCCEEDED
                && participations.move(store, place.id(), State.RETURNED, State.CONFIRMED, null);
        if (restored) {
            participations.announce(store, place, "participation.confirmed", null);
        }
        return restored;
    }

    /** The buyer has paid: the place is the buyer's if the team still takes it at the time the shop says that the payment was made. */
    private State pay(StoreId store, Participations.Row place, PlaceFacts facts, Match match) {
        Instant paidAt = paidAt(facts);
        Instant earliest = clocks.time(store, paidAt).earliest();
        boolean counted = count(store, place, earliest);
        if (!counted && PlaceAlarms.paidAtDelivery(facts)) {
            // A delivered order is not cancelled: the owner decides, and until then the place has no order.
            return place.state();
        }
        link(store, place, facts, paidAt);
        if (EXCHANGED.equals(place.reason())) {
            // The article is back: what was asked for because of the exchange is not wanted any more.
            OrderDuties.cancellations(place.id()).forEach(key -> {
                commands.withdraw(store, key);
                tasks.over(store, key);
            });
        }
        if (!counted) {
            return late(store, place, earliest);
        }
        alarms.paid(store, match, facts);
        counted(store, place);
        return State.PAID;
    }

    private static Instant paidAt(PlaceFacts facts) {
        return facts.facts().paidAt().orElse(facts.order().placedAt());
    }

    private boolean count(StoreId store, Participations.Row place, Instant paidAt) {
        return place.state() == State.HELD
                ? teams.payHeld(store, place.team(), paidAt)
                : teams.payFree(store, place.team(), paidAt);
    }

    private void counted(StoreId store, Participations.Row place) {
        participations.move(store, place.id(), place.state(), State.PAID, null);
        participations.announce(store, place, "participation.paid", null);
        if (teams.find(store, place.team()).map(Teams.Row::state).orElse(null) == Teams.State.SUCCEEDED) {
            events.emit(store, "team.succeeded", Map.of("team", place.team().toString()));
        }
        ends.soon(store, place.team());
    }

    private void link(StoreId store, Participations.Row place, PlaceFacts facts, Instant paidAt) {
        Instant warnAt = facts.facts()
                .captureBefore()
                .map(end -> end.minusSeconds(24 * 3600))
                .orElse(null);
        sql.update(
                store,
                "update participation set order_id = ?, line_id = ?, paid_at = ?, capture_before = ?, recheck_at = ?,"
                        // A buyer who was erased while the place was held: nothing is taken back from a paid place.
                        + " admitted_customer = case when exists (select 1 from member m where m.store_id = participation.store_id"
                        + " and m.id = participation.member_id and m.erased_at is not null) then null else admitted_customer end"
                        + " where store_id = :store and id = ?",
                facts.order().orderId(),
                facts.line().lineId(),
                paidAt,
                facts.facts().captureBefore().orElse(null),
                warnAt,
                place.id());
    }

    private State late(StoreId store, Participations.Row place, Instant paidAt) {
        String reason = teams.find(store, place.team())
                        .map(team -> wasFull(team, paidAt))
                        .orElse(false)
                ? "paid-after-the-team-was-full"
                : "paid-after-the-deadline";
        participations.move(store, place.id(), place.state(), State.LATE, reason);
        if (place.state() == State.HELD) {
            teams.releaseHeld(store, place.team());
        }
        participations.announce(store, place, "participation.late", reason);
        return State.LATE;
    }

    /** Whether there was no place, and not no time. A team past its deadline is open until a sweep closes it, and ends at once when nobody is left. */
    private static boolean wasFull(Teams.Row team, Instant paidAt) {
        return switch (team.state()) {
            case SUCCEEDED -> true;
            case OPEN, CLOSING -> !paidAt.isAfter(team.deadline());
            case FAILED -> false;
        };
    }

    private State giveUp(StoreId store, Participations.Row place, String reason) {
        if (teams.releasePaid(store, place.team())) {
            participations.move(store, place.id(), State.PAID, State.WITHDRAWN, reason);
            participations.announce(store, place, "participation.withdrawn", reason);
            return State.WITHDRAWN;
        }
        return State.PAID;
    }

    private State returned(StoreId store, Participations.Row place, State from, String reason) {
        if (participations.move(store, place.id(), from, State.RETURNED, reason)) {
            participations.announce(store, place, "participation.returned", reason);
            declined.over(store, place);
        }
        return State.RETURNED;
    }
}
