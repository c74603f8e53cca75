package shop.gather.groupbuy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.groupbuy.Participations.State;
import shop.gather.host.ShopCommand;
import shop.gather.host.ShopCommands;
import shop.gather.host.ShopCommands.Ended;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * What is to be done at the shop for a place, as a function of where the place stands and of the order as it is now. One step at a time: when a step has been done the order is read
 * again and asks for the next, so that it does not matter who did the last one, or whether anybody knows that it was done.
 */
final class OrderDuties {

    private OrderDuties() {}

    /** @param key unique per store; the same duty always has the same key */
    record Duty(String key, ShopCommand command) {}

    /**
     * The next steps; empty when nothing is left to do.
     *
     * @param rebate what the buyer gets back of the price; empty where the shop charged the group price
     * @param ended how the duties ended that were asked of the shop before, by their keys
     */
    static List<Duty> of(UUID place, State state, OrderFacts facts, Optional<Rebate> rebate, Map<String, Ended> ended) {
        return switch (state) {
            case CONFIRMED ->
                rebate.isPresent() && facts.taken()
                        ? giveRebate(place, facts, rebate.get(), ended)
                        : capture("capture", place, facts, ended);
            case FAILED, LATE, UNPAID -> giveBack(place, state, facts, ended);
            case RETURNED ->
                lost(refunds(place), "Its place in the team was over", facts, excess(facts), null, false, ended)
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    /** Captures so much of each authorization as is owed for what stands, and of the next one where the shop has refused the first. */
    private static List<Duty> capture(String kind, UUID place, OrderFacts facts, Map<String, Ended> ended) {
        List<Duty> duties = new ArrayList<>();
        Money open = facts.due().minus(facts.captured().minus(facts.refunded()));
        for (Payment payment : facts.livePayments()) {
            String key = kind + ":" + place + ":" + payment.paymentId();
            if (payment.state() == PaymentState.AUTHORIZED
                    && open.isPositive()
                    && !ended(key, ShopCommands.State.REFUSED, ended)) {
                Money part = open.isGreaterThan(payment.amount()) ? payment.amount() : open;
                open = open.minus(part);
                duties.add(new Duty(
                        key,
                        new ShopCommand.Capture(
                                facts.order().orderId(),
                                payment.paymentId(),
                                part.getAmountMinorLong(),
                                part.getCurrencyUnit().getCode())));
            }
        }
        return duties;
    }

    private static List<Duty> giveBack(UUID place, State state, OrderFacts facts, Map<String, Ended> ended) {
        String order = facts.order().orderId();
        String reason =
                switch (state) {
                    case LATE -> "Paid after the team was full or over";
                    case UNPAID -> "The payment was declined and not made again in time";
                    default -> "The team was not filled in time";
                };
        if (facts.lineStands()) {
            // Where no payment could be taken, nothing else in the order is paid either.
            boolean nothingPaid = state == State.UNPAID && facts.captured().isZero();
            return facts.othersStand() && !nothingPaid
                    ? List.of(new Duty(
                            "cancel-line:" + place,
                            new ShopCommand.CancelLine(order, facts.line().lineId(), reason)))
                    : List.of(new Duty("cancel-order:" + place, new ShopCommand.CancelOrder(order, reason)));
        }
        Money excess = excess(facts);
        if (excess.isPositive()) {
            return refund(refunds(place), reason, facts, excess, null, facts.othersStand(), ended);
        }
        return facts.cancelled() ? List.of() : capture("capture-rest", place, facts, ended);
    }

    private static List<Duty> giveRebate(UUID place, OrderFacts facts, Rebate rebate, Map<String, Ended> ended) {
        long keep =
                facts.captured().minus(facts.refunded()).minus(rebate.open()).getAmountMinorLong();
        return refund(
                Rebate.keys(place),
                "The team has succeeded: the difference to the group price",
                facts,
                rebate.open(),
                keep,
                true,
                ended);
    }

    /** @param keep what the shop must keep of the order in any case; null for whatever it allows */
    private static List<Duty> refund(
            String keys,
            String reason,
            OrderFacts facts,
            Money amount,
            Long keep,
            boolean named,
            Map<String, Ended> ended) {
        Optional<Duty> lost = lost(keys, reason, facts, amount, keep, named, ended);
        if (lost.isPresent()) {
            return List.of(lost.get());
        }
        List<Duty> duties = new ArrayList<>();
        Money open = amount;
        for (Payment payment : facts.order().payments()) {
            Money left = payment.captured().minus(refunded(payment));
            if (open.isPositive() && left.isPositive()) {
                Money part = open.isGreaterThan(left) ? left : open;
                open = open.minus(part);
                duties.add(refund(keys, payment.paymentId(), reason, facts, part, keep, named));
            }
        }
        return duties;
    }

    /**
     * What the shop says that it has given back and the order does not show: read from before, or lost since. It keeps its key, so that it is asked for no second time, and nothing else is asked for
     * meanwhile: if it shows after all, the money would be given back twice.
     */
    private static Optional<Duty> lost(
            String keys,
            String reason,
            OrderFacts facts,
            Money amount,
            Long keep,
            boolean named,
            Map<String, Ended> ended) {
        return ended.keySet().stream()
                .filter(key -> amount.isPositive()
                        && key.startsWith(keys)
                        && ended(key, ShopCommands.State.DONE, ended)
                        && !facts.shows(key))
                .findFirst()
                .map(key -> refund(keys, key.substring(keys.length()), reason, facts, amount, keep, named));
    }

    private static Duty refund(
            String keys, String paymentId, String reason, OrderFacts facts, Money amount, Long keep, boolean named) {
        return new Duty(
                keys + paymentId,
                new ShopCommand.Refund(
                        facts.order().orderId(),
                        paymentId,
                        named ? facts.line().lineId() : null,
                        amount.getAmountMinorLong(),
                        amount.getCurrencyUnit().getCode(),
                        reason,
                        keep));
    }

    /** With this the keys of the commands begin that give back what was paid for a place. */
    private static String refunds(UUID place) {
        return "refund:" + place + ":";
    }

    /** What the shop keeps above what the buyer owes for what stands. */
    private static Money excess(OrderFacts facts) {
        return facts.captured().minus(facts.refunded()).minus(facts.due());
    }

    private static boolean ended(String key, ShopCommands.State how, Map<String, Ended> ended) {
        return ended.containsKey(key) && ended.get(key).state() == how;
    }

    private static Money refunded(Payment payment) {
        Money sum = Money.zero(payment.amount().getCurrencyUnit());
        for (var refund : payment.refunds()) {
            sum = sum.plus(refund.amount());
        }
        return sum;
    }
}
