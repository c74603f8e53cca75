package shop.gather.groupbuy.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;
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
 * What is to be done at the shop for a place, as a function of where the place stands and of the order as it is now.
 * One step at a time: when a step has been done the order is read again and asks for the next, so that it does not
 * matter who did the last one, or whether anybody knows that it was done.
 */
final class SettlementPlan {

    private SettlementPlan() {}

    /** @param key unique per store; the same duty always has the same key */
    record Duty(CommandKey key, ShopCommand command) {}

    /**
     * The next steps; empty when nothing is left to do.
     *
     * @param rebate what the buyer gets back of the price; empty where the shop charged the group price
     * @param ended how the duties ended that were asked of the shop before, by their keys
     */
    static List<Duty> of(
            UUID place, State state, PlaceFacts facts, Optional<Rebate> rebate, Map<CommandKey, Ended> ended) {
        return switch (state) {
            case CONFIRMED ->
                facts.taken()
                        ? rebate.map(open -> giveRebate(place, facts, open, ended))
                                .orElse(List.of())
                        : capture(Purpose.CAPTURE, place, facts, ended);
            case FAILED, LATE, UNPAID -> giveBack(place, state, over(place, facts, ended), ended);
            case RETURNED -> returned(place, over(place, facts, ended), ended);
            default -> List.of();
        };
    }

    /**
     * The next steps for the line of a place that was withdrawn because its article was exchanged; empty when nothing
     * is left to do.
     */
    static List<Duty> exchanged(UUID place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return giveBack(place, State.WITHDRAWN, over(place, facts, ended), ended);
    }

    /**
     * The facts of a place that is over. Where the shop refused to cancel the place's units apart from the others on
     * its line, a person settles them, and a refund of their price is enough.
     */
    static PlaceFacts over(UUID place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return facts.with(
                ended(cancelLine(place), ShopCommands.State.REFUSED, ended)
                        ? PlaceFacts.Ending.CANCELLED_OR_REFUNDED
                        : PlaceFacts.Ending.CANCELLED);
    }

    /** The keys of the commands that cancel what a place is for. */
    static List<CommandKey> cancellations(UUID place) {
        return List.of(cancelLine(place), cancelOrder(place));
    }

    private static CommandKey cancelOrder(UUID place) {
        return CommandKey.of(Purpose.CANCEL_ORDER, place);
    }

    private static CommandKey cancelLine(UUID place) {
        return CommandKey.of(Purpose.CANCEL_LINE, place);
    }

    private static List<Duty> returned(UUID place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        Asked over = new Asked(
                Purpose.REFUND,
                place,
                "Its place in the team was over",
                facts,
                facts.excess(),
                null,
                facts.isPart() || facts.others().any());
        return over.spread(key -> over.lost(key, ended));
    }

    /**
     * Captures so much of each authorization as is owed for what stands, and of the next one where the shop has refused
     * the first.
     */
    private static List<Duty> capture(Purpose purpose, UUID place, PlaceFacts facts, Map<CommandKey, Ended> ended) {
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

    /** Also one of which only a part was captured; what was given back of it shows that no more of it is wanted. */
    private static boolean canBeCaptured(Payment payment) {
        return OrderFacts.capturable(payment).isPositive()
                && (payment.state() == PaymentState.AUTHORIZED
                        || payment.refunds().isEmpty());
    }

    private static List<Duty> giveBack(UUID place, State state, PlaceFacts facts, Map<CommandKey, Ended> ended) {
        String order = facts.order().orderId();
        String reason =
                switch (state) {
                    case LATE -> "Paid after the team was full or over";
                    case WITHDRAWN -> "The team's article was exchanged for another";
                    case UNPAID -> "The payment was declined and not made again in time";
                    default -> "The team was not filled in time";
                };
        if (facts.lineStands()) {
            // Where no payment could be taken, nothing else in the order is paid either.
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

    private static List<Duty> giveRebate(UUID place, PlaceFacts facts, Rebate rebate, Map<CommandKey, Ended> ended) {
        long keep = facts.kept()
                .minus(rebate.open())
                .minus(facts.others().rebates())
                .minus(facts.others().excess())
                .getAmountMinorLong();
        return refund(
                new Asked(
                        Purpose.REBATE,
                        place,
                        "The team has succeeded: the difference to its price",
                        facts,
                        rebate.open(),
                        keep,
                        true),
                ended);
    }

    /**
     * The refunds that bring an amount back. While the shop says of one that it is done and the order does not show it,
     * read from before or lost since, nothing new is asked for: if it shows after all, the money would be given back
     * twice. What was asked for before keeps its key, so that it is asked for no second time, and each names no more
     * than its own payment's part: what was refused is a person's all the same, and not what was done.
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
     * An amount that is to come back.
     *
     * @param purpose of its commands: one for each payment
     * @param keep what the shop must keep of the order in any case; null for whatever it allows
     * @param named whether it is for the team's line alone
     */
    private record Asked(
            Purpose purpose, UUID place, String reason, PlaceFacts facts, Money amount, Long keep, boolean named) {

        /** Takes it from one payment after the other, of those whose commands' keys are wanted. */
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

        /** Whether the shop says that it has given this back, and the order does not show it. */
        boolean lost(CommandKey key, Map<CommandKey, Ended> ended) {
            return key.purpose() == purpose
                    && key.subject().equals(place)
                    && ended(key, ShopCommands.State.DONE, ended)
                    && !facts.shows(key);
        }
    }

    /**
     * Whether of all money that Gather has asked back the shop says at least that it is done. A shop that keeps a
     * refund before its payment provider has it may lose it again, and the command is not done until then. One that
     * says done and shows the money as not yet settled has handed it over, and that may stay so for days: a place that
     * waited for it would go on to give back whatever becomes free in the order meanwhile, another article's money too.
     * Should that refund be lost, it is found to be so later.
     */
    static boolean vouchedFor(PlaceFacts facts, Map<CommandKey, Ended> ended) {
        return facts.unsettled().stream().allMatch(refund -> ended.keySet().stream()
                .filter(key -> ended(key, ShopCommands.State.DONE, ended))
                .anyMatch(key -> key.isShownAs(refund)));
    }

    /**
     * Whether a rebate waits without end: it is only paid once all that the buyer owes was taken, and nothing is left
     * that could be. Not where the buyer was asked to pay again: that ends by itself.
     *
     * @param reason why the place stands where it does; null for no reason
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
