package shop.gather.groupbuy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;
import shop.gather.groupbuy.Participations.State;
import shop.gather.host.ShopCommand;
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
     * @param refused whether the shop has refused the duty of a key for good
     */
    static List<Duty> of(UUID place, State state, OrderFacts facts, Predicate<String> refused) {
        return switch (state) {
            case CONFIRMED -> capture("capture", place, facts, refused);
            case FAILED, LATE, UNPAID -> giveBack(place, state, facts, refused);
            default -> List.of();
        };
    }

    /** Captures so much of each authorization as is owed for what stands, and of the next one where the shop has refused the first. */
    private static List<Duty> capture(String kind, UUID place, OrderFacts facts, Predicate<String> refused) {
        List<Duty> duties = new ArrayList<>();
        Money open = facts.due().minus(facts.captured().minus(facts.refunded()));
        for (Payment payment : facts.livePayments()) {
            String key = kind + ":" + place + ":" + payment.paymentId();
            if (payment.state() == PaymentState.AUTHORIZED && open.isPositive() && !refused.test(key)) {
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

    private static List<Duty> giveBack(UUID place, State state, OrderFacts facts, Predicate<String> refused) {
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
        Money excess = facts.captured().minus(facts.refunded()).minus(facts.due());
        if (excess.isPositive()) {
            return refund(place, reason, facts, excess);
        }
        return facts.cancelled() ? List.of() : capture("capture-rest", place, facts, refused);
    }

    private static List<Duty> refund(UUID place, String reason, OrderFacts facts, Money excess) {
        List<Duty> duties = new ArrayList<>();
        Money open = excess;
        for (Payment payment : facts.order().payments()) {
            Money left = payment.captured().minus(refunded(payment));
            if (open.isPositive() && left.isPositive()) {
                Money part = open.isGreaterThan(left) ? left : open;
                open = open.minus(part);
                duties.add(new Duty(
                        "refund:" + place + ":" + payment.paymentId(),
                        new ShopCommand.Refund(
                                facts.order().orderId(),
                                payment.paymentId(),
                                facts.othersStand() ? facts.line().lineId() : null,
                                part.getAmountMinorLong(),
                                part.getCurrencyUnit().getCode(),
                                reason)));
            }
        }
        return duties;
    }

    private static Money refunded(Payment payment) {
        Money sum = Money.zero(payment.amount().getCurrencyUnit());
        for (var refund : payment.refunds()) {
            sum = sum.plus(refund.amount());
        }
        return sum;
    }
}
