package shop.gather.groupbuy.settlement;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.ParticipationEvent;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceAmounts;
import shop.gather.groupbuy.team.TeamMessages;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.StoreId;
import shop.gather.shop.command.CommandHistory;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.OrderSnapshot;

/**
 * Updates places to match a newly read order: changes the place's state ({@link PlaceMoves}), and issues the commands
 * and alarms that are still needed. Runs after every read of an order and depends only on the stored rows, not on
 * earlier runs. Locks the place before its team.
 */
@Singleton
public class PaymentProjection implements OrderProjection {

    /** The states of places that are settled, so that commands may have been sent to the shop. */
    private static final Set<State> SETTLED = Set.of(
            State.CONFIRMED,
            State.FAILED,
            State.LATE,
            State.UNPAID,
            State.LEFT,
            State.NOT_DRAWN,
            State.CASE_NOT_FILLED,
            State.RETURNED);

    private final OrderPlaces orders;
    private final ExchangedVariants variants;
    private final Participations participations;
    private final PlaceAmounts amounts;
    private final DeclinedPayments declined;
    private final ShopCommands commands;
    private final CommandHistory history;
    private final ShopTasks tasks;
    private final PlaceAlarms alarms;
    private final PlaceDecisions decisions;
    private final PlaceMoves moves;
    private final TeamMessages messages;
    private final Event<ResoldOrder> resold;

    @Inject
    PaymentProjection(
            OrderPlaces orders,
            ExchangedVariants variants,
            Participations participations,
            PlaceAmounts amounts,
            DeclinedPayments declined,
            ShopCommands commands,
            CommandHistory history,
            ShopTasks tasks,
            PlaceAlarms alarms,
            PlaceDecisions decisions,
            PlaceMoves moves,
            TeamMessages messages,
            Event<ResoldOrder> resold) {
        this.orders = orders;
        this.variants = variants;
        this.participations = participations;
        this.amounts = amounts;
        this.declined = declined;
        this.commands = commands;
        this.history = history;
        this.tasks = tasks;
        this.alarms = alarms;
        this.decisions = decisions;
        this.moves = moves;
        this.messages = messages;
        this.resold = resold;
    }

    /**
     * Orders with places need a transaction each. A place is locked before its team; with several orders in a
     * transaction, one order's team would be locked before another order's place.
     */
    @Override
    public Set<String> alone(List<OrderRead> reads) {
        return orders.withPlaces(reads);
    }

    /** Does nothing: orders that share a transaction have no places. */
    @Override
    public void apply(List<OrderRead> reads) {}

    @Override
    public void apply(OrderRead read) {
        StoreId store = read.store();
        OrderSnapshot order = read.order();
        List<PlaceMatch> matches = orders.find(store, order, read.member());
        if (matches.isEmpty()) {
            return;
        }
        OrderFacts facts = read.facts();
        PlaceLines lines = PlaceLines.of(facts, matches);
        for (PlaceMatch match : matches) {
            if (waitsForProduct(store, match, facts)) {
                variants.ask(store, order.orderId(), match.exchange().unknown());
                alarms.exchangeUnknown(store, match.place(), facts);
            } else {
                lines.of(match)
                        .ifPresentOrElse(
                                place -> apply(store, match, place), () -> exchanged(store, match, facts, lines));
            }
        }
        if (matches.stream().anyMatch(match -> match.terms().resale().resold().isPresent())) {
            resold.fire(new ResoldOrder(read));
        }
    }

    /**
     * Whether the order may hold another variant of the product instead of the article, and the shop has not stated
     * that variant's product yet.
     */
    private boolean waitsForProduct(StoreId store, PlaceMatch match, OrderFacts facts) {
        return State.KEEPING.contains(match.place().state())
                && !facts.cancelled()
                && !match.exchange().unknown().isEmpty()
                && !decisions.declined(store, match.place().id(), facts.order().orderId());
    }

    /**
     * The order no longer has a line of the place's article, nor one that may replace it. While the team is open, the
     * place is given up and its payment is refunded. If the team has succeeded, or the line is not known, the owner
     * decides about the payment.
     */
    private void exchanged(StoreId store, PlaceMatch match, OrderFacts facts, PlaceLines lines) {
        Participation place = match.place();
        String orderId = facts.order().orderId();
        boolean its = orderId.equals(place.orderId()) && !decisions.declined(store, place.id(), orderId);
        boolean withdrawn = place.state() == State.PAID
                ? moves.giveUp(store, place, PlaceMoves.EXCHANGED) == State.WITHDRAWN
                : place.state() == State.WITHDRAWN && PlaceMoves.EXCHANGED.equals(place.reason());
        Optional<PlaceFacts> line =
                Optional.of(facts).filter(any -> its && withdrawn).flatMap(any -> lines.exchanged(facts, match));
        if (line.isPresent()) {
            Map<CommandKey, CommandHistory.Ended> ended = history.ended(store, orderId, place.id());
            ask(store, place, line.get(), SettlementPlan.exchanged(place.id(), line.get(), ended), ended);
            alarms.exchangedBack(store, place);
        } else {
            alarms.exchanged(store, place, facts);
        }
    }

    private void ask(
            StoreId store,
            Participation place,
            PlaceFacts facts,
            List<SettlementPlan.Duty> duties,
            Map<CommandKey, CommandHistory.Ended> ended) {
        duties.stream()
                .filter(duty -> !waitsForCapture(store, duty))
                .forEach(duty -> commands.issue(store, duty.key(), duty.command()));
        tasks.update(store, facts, duties, ended).ifPresent(again -> participations.recheck(store, place.id(), again));
    }

    private void apply(StoreId store, PlaceMatch match, PlaceFacts read) {
        Participation place = match.place();
        Map<CommandKey, CommandHistory.Ended> ended = SETTLED.contains(place.state())
                ? history.ended(store, read.order().orderId(), place.id())
                : Map.of();
        PlaceFacts facts =
                read.ending() == PlaceFacts.Ending.NONE ? read : SettlementPlan.over(place.id(), read, ended);
        Optional<Rebate> rebate = match.rebate(facts);
        State state = place.state();
        if (facts.paid()) {
            state = switch (state) {
                case HELD, EXPIRED, WITHDRAWN, REFUSED ->
                    counts(store, match, facts) ? moves.pay(store, place, facts, match) : state;
                default -> state;
            };
        } else if (state == State.PAID && !facts.stillPaid()) {
            state = moves.giveUp(store, place, PlaceMoves.CANCELLED_OR_REFUNDED);
        }
        boolean counted = state != State.PAID || place.state() != State.PAID || moves.countUnits(store, place, facts);
        if (state == State.CONFIRMED) {
            counted = facts.unitsOf(place) <= place.units();
        }
        alarms.update(store, match, state, facts, counted);
        if (state == State.CONFIRMED) {
            // Refunded or cancelled by others. Gather's own commands in progress are not awaited here; otherwise the
            // buyer would be asked to pay.
            state = facts.givenBack()
                    ? moves.returned(store, place, State.CONFIRMED, PlaceMoves.CANCELLED_OR_REFUNDED)
                    : declined.check(
                            store, place, facts, SettlementPlan.of(place.id(), state, facts, Optional.empty(), ended));
        }
        List<SettlementPlan.Duty> duties =
                SettlementPlan.of(place.id(), state, facts, rebate, place.delivered() != null, ended);
        ask(store, place, facts, duties, ended);
        if (duties.isEmpty()
                && State.GIVING_BACK.contains(state)
                && !facts.lineStands()
                && SettlementPlan.vouchedFor(facts, ended)) {
            state = moves.returned(
                    store, place, state, state == State.UNPAID ? DeclinedPayments.GIVEN_UP : place.reason());
        }
        if (rebate.isPresent()) {
            keep(store, place, state, rebate.get(), facts);
            if (SettlementPlan.rebateWaits(state, place.reason(), facts, rebate.get(), duties)) {
                tasks.rebateWaits(store, place.id(), facts, rebate.get());
            } else {
                tasks.rebateWaitsNoMore(store, place.id());
            }
        }
    }

    /**
     * A refund waits while a capture of the order is in progress. Some shops capture the full amount and refund the
     * rest, and the order may be read in between: the refund would be made twice. The order is read again when the
     * capture ends.
     */
    private boolean waitsForCapture(StoreId store, SettlementPlan.Duty duty) {
        return duty.command() instanceof ShopCommand.Refund refund && history.isCapturing(store, refund.orderId());
    }

    private void keep(StoreId store, Participation place, State state, Rebate rebate, PlaceFacts facts) {
        boolean keeps = State.KEEPING.contains(state);
        amounts.rebate(
                store,
                place.id(),
                keeps ? rebate.promised().getAmountMinorLong() : null,
                keeps ? rebate.open().getAmountMinorLong() : null);
        // Does not depend on what has changed: the refund may precede the team's success, and may be undone and made
        // again. The event waits for unsettled refunds; the amounts count them, or they would be requested twice.
        if (state == State.CONFIRMED
                && rebate.promised().isPositive()
                && rebate.open().isZero()
                && facts.unsettled().isEmpty()
                && amounts.rebated(store, place.id())) {
            participations.announce(store, place, ParticipationEvent.Rebated::new, null);
            messages.refundSent(store, place, rebate.promised(), place.delivered() != null);
        }
    }

    private boolean counts(StoreId store, PlaceMatch match, PlaceFacts facts) {
        return PlaceAlarms.objection(match, facts).isEmpty()
                && !decisions.declined(store, match.place().id(), facts.order().orderId());
    }
}
