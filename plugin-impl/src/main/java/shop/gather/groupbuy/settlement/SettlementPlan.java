package shop.gather.groupbuy.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.facts.OrderFacts;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * The commands that the shop must carry out for a place, as a function of the place's state and of the order as it is
 * now. One step at a time: after a step the order is read again, and the plan yields the next one. So it does not
 * matter who carried out the last step, or whether its result was reported.
 */
final class SettlementPlan {

    private SettlementPlan() {}

    /** @param key unique per store; the same duty always has the same key */
    record Duty(CommandKey key, ShopCommand command) {}

    /**
     * The next steps; empty when nothing is left to do.
     *
     * @param rebate the buyer's rebate; empty where the shop charged the final price
     * @param delivered whether it was recorded what was delivered: no refund of the rebate was under way then
     * @param ended the results of earlier commands, by their keys
     */
    static List<Duty> of(
            ParticipationId place,
            State state,
            PlaceFacts facts,
            Optional<Rebate> rebate,
            boolean delivered,
            Map<CommandKey, Ended> ended) {
        return switch (state) {
            case CONFIRMED ->
                facts.taken()
                        ? rebate.map(open -> giveRebate(place, facts, open, delivered, ended))
                                .orElse(List.of())
                        : capture(Purpose.CAPTURE, place, facts, ended);
            case FAILED, LATE, UNPAID, LEFT, NOT_DRAWN, CASE_NOT_FILLED ->
                giveBack(place, state, over(place, facts, ended), ended);
            case RETURNED -> returned(place, over(place, facts, ended), ended);
            default -> List.of();
        };
    }

    /** The next steps for a place of which it was not recorded what was delivered. */
    static List<Duty> of(
            ParticipationId place,
            State state,
            PlaceFacts facts,
            Optional<Rebate> rebate,
            Map<CommandKey, Ended> ended) {
        return of(place, state, facts, rebate, false, ended);
    }

    /**
     * The next steps for the line of a place that was withdrawn because its article was exchanged; empty when nothing
     * is left to do.
     */
    static List<Duty> exchanged(ParticipationId place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return giveBack(place, State.WITHDRAWN, over(place, facts, ended), ended);
    }

    /**
     * The facts of a place that has ended. If the shop refused to cancel only the place's units of a line, the owner
     * handles them, and a refund of their price is sufficient.
     */
    static PlaceFacts over(ParticipationId place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return facts.with(
                ended(cancelLine(place), ShopCommands.State.REFUSED, ended)
                        ? PlaceFacts.Ending.CANCELLED_OR_REFUNDED
                        : PlaceFacts.Ending.CANCELLED);
    }

    /** The keys of the commands that cancel a place's line or order. */
    static List<CommandKey> cancellations(ParticipationId place) {
        return List.of(cancelLine(place), cancelOrder(place));
    }

    private static CommandKey cancelOrder(ParticipationId place) {
        return CommandKey.of(Purpose.CANCEL_ORDER, place);
    }

    private static CommandKey cancelLine(ParticipationId place) {
        return CommandKey.of(Purpose.CANCEL_LINE, place);
    }

    private static List<Duty> returned(ParticipationId place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        Asked over = new Asked(
                Purpose.REFUND,
                place,
                "Its place in the team has ended",
                facts,
                facts.excess(),
                null,
                facts.isPart() || facts.others().any());
        return over.spread(key -> over.lost(key, ended));
    }

    /**
     * Captures from each authorization as much as is owed for what is not cancelled; if the shop has refused one
     * capture, from the next authorization.
     */
    private static List<Duty> capture(
            Purpose purpose, ParticipationId place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        List<Duty> duties = new ArrayList<>();
        Money open = facts.due().minus(facts.kept());
        for (Payment payment : facts.facts().livePayments()) {
            CommandKey key = CommandKey.of(purpose, place, payment.paymentId());
            if (canBeCaptured(payment) && open.isPositive() && !ended(key, ShopCommands.State.REFUSED, ended)) {
                Money left = OrderFacts.capturable(payment);
                Money part = open.isGreaterThan(left) ? left : open;
                open = open.minus(part);
                duties.add(new Duty(
                        key,
                        new ShopCommand.Capture(
                                facts.order().orderId(),
                                payment.paymentId(),
                                payment.captured().plus(part).getAmountMinorLong(),
                                part.getCurrencyUnit().getCode())));
            }
        }
        return duties;
    }

    /**
     * Whether more of a payment may be captured. A partly captured payment qualifies only if it has no refunds: a
     * refund shows that no more is wanted.
     */
    private static boolean canBeCaptured(Payment payment) {
        return OrderFacts.capturable(payment).isPositive()
                && (payment.state() == PaymentState.AUTHORIZED
                        || payment.refunds().isEmpty());
    }

    private static List<Duty> giveBack(
            ParticipationId place, State state, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        String order = facts.order().orderId();
        String reason =
                switch (state) {
                    case LATE -> "Paid after the team was full or had ended";
                    case LEFT -> "The buyer left the team before it succeeded";
                    case NOT_DRAWN -> "The team succeeded and the draw went to others";
                    case CASE_NOT_FILLED -> "The place fills no full case of the article";
                    case WITHDRAWN -> "The team's article was exchanged for another";
                    case UNPAID -> "The payment was declined and the buyer did not pay again in time";
                    default -> "The team was not filled in time";
                };
        if (facts.lineStands()) {
            // If no payment could be captured, the rest of the order is not paid either.
            boolean nothingPaid = state == State.UNPAID && facts.captured().isZero();
            return facts.othersStand() && !nothingPaid
                    ? List.of(new Duty(
                            cancelLine(place),
                            new ShopCommand.CancelLine(
                                    order,
                                    facts.line().lineId(),
                                    facts.isPart() ? facts.units().quantity() : null,
                                    reason)))
                    : List.of(new Duty(cancelOrder(place), new ShopCommand.CancelOrder(order, reason)));
        }
        Money excess = facts.excess();
        if (excess.isPositive()) {
            return refund(
                    new Asked(
                            Purpose.REFUND,
                            place,
                            reason,
                            facts,
                            excess,
                            null,
                            facts.othersStand() || facts.others().any()),
                    ended);
        }
        return facts.cancelled() ? List.of() : capture(Purpose.CAPTURE_REST, place, facts, ended);
    }

    private static List<Duty> giveRebate(
            ParticipationId place, PlaceFacts facts, Rebate rebate, boolean delivered, Map<CommandKey, Ended> ended) {
        long keep = facts.kept()
                .minus(rebate.open())
                .minus(facts.others().rebates())
                .minus(facts.others().excess())
                .getAmountMinorLong();
        return refund(
                new Asked(
                        delivered ? Purpose.SHORT_DELIVERY : Purpose.REBATE,
                        place,
                        delivered
                                ? "Less was delivered than was paid for"
                                : "The team has succeeded: rebate to its final price",
                        facts,
                        rebate.open(),
                        keep,
                        true),
                ended);
    }

    /**
     * The refunds for an amount. If the shop reports a refund as done but the order does not show it (the order was
     * read before, or the refund was lost), no new refund is requested: if the first one appears later, the money would
     * be refunded twice. Earlier refunds keep their keys, so none is requested twice, and each is limited to its own
     * payment's part. So a refund that was refused remains a task for the owner, and one that was done does not.
     */
    private static List<Duty> refund(Asked asked, Map<CommandKey, Ended> ended) {
        List<Duty> duties = asked.spread(key -> true);
        Optional<CommandKey> lost =
                ended.keySet().stream().filter(key -> asked.lost(key, ended)).findFirst();
        if (duties.isEmpty() || lost.isEmpty()) {
            return duties;
        }
        List<Duty> before =
                duties.stream().filter(duty -> ended.containsKey(duty.key())).toList();
        return before.isEmpty() ? List.of(asked.of(lost.get(), asked.amount())) : before;
    }

    /**
     * An amount to be refunded.
     *
     * @param purpose of its commands, one for each payment
     * @param keep the amount of the order that the shop must keep in any case; null for no minimum
     * @param named whether it is for the team's line only
     */
    private record Asked(
            Purpose purpose,
            ParticipationId place,
            String reason,
            PlaceFacts facts,
            Money amount,
            Long keep,
            boolean named) {

        /** Distributes the amount over the payments in sequence, of those whose command keys are wanted. */
        List<Duty> spread(Predicate<CommandKey> wanted) {
            List<Duty> duties = new ArrayList<>();
            Money open = amount;
            for (Payment payment : facts.order().payments()) {
                Money left = OrderFacts.kept(payment);
                CommandKey key = CommandKey.of(purpose, place, payment.paymentId());
                if (open.isPositive() && left.isPositive() && wanted.test(key)) {
                    Money part = open.isGreaterThan(left) ? left : open;
                    open = open.minus(part);
                    duties.add(of(key, part));
                }
            }
            return duties;
        }

        Duty of(CommandKey key, Money part) {
            return new Duty(
                    key,
                    new ShopCommand.Refund(
                            facts.order().orderId(),
                            key.part(),
                            named ? facts.line().lineId() : null,
                            part.getAmountMinorLong(),
                            part.getCurrencyUnit().getCode(),
                            reason,
                            keep));
        }

        /** Whether the shop reports this refund as done, but the order does not show it. */
        boolean lost(CommandKey key, Map<CommandKey, Ended> ended) {
            return key.purpose() == purpose
                    && key.isOf(place)
                    && ended(key, ShopCommands.State.DONE, ended)
                    && !facts.shows(key);
        }
    }

    /**
     * Whether the shop reports all of Gather's refunds as done. A shop that records a refund before its payment
     * provider accepts it may lose it; until then the command is not done. A refund that is done but not settled may
     * stay so for days. The place does not wait for that: it would meanwhile refund other money that becomes free in
     * the order, such as another article's. If that refund is lost, a later read detects it.
     */
    static boolean vouchedFor(PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return facts.unsettled().stream().allMatch(refund -> ended.keySet().stream()
                .filter(key -> ended(key, ShopCommands.State.DONE, ended))
                .anyMatch(key -> key.isShownAs(refund)));
    }

    /**
     * Whether a rebate waits without limit. It is paid only when everything owed was captured, and here nothing more
     * can be captured. False if the buyer was asked to pay again: that period ends by itself.
     *
     * @param reason the place's reason; null for none
     * @param duties the next steps
     */
    static boolean rebateWaits(State state, String reason, PlaceFacts facts, Rebate rebate, List<Duty> duties) {
        return state == State.CONFIRMED
                && duties.isEmpty()
                && facts.stillPaid()
                && !facts.taken()
                && !Participation.PAY_AGAIN.equals(reason)
                && rebate.open().isPositive();
    }

    private static boolean ended(CommandKey key, ShopCommands.State how, Map<CommandKey, Ended> ended) {
        return ended.containsKey(key) && ended.get(key).state() == how;
    }
}
