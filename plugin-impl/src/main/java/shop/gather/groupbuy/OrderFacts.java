package shop.gather.groupbuy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * What a snapshot says about a team's line, computed from totals alone.
 *
 * @param line the line of the campaign's variant
 */
record OrderFacts(OrderSnapshot order, Line line) {

    /** The facts of an order that has a line of the variant; of several the one with the most in it. */
    static Optional<OrderFacts> of(OrderSnapshot order, String variantId) {
        return order.lines().stream()
                .filter(line -> line.variantId().equals(variantId))
                .max(Comparator.comparingInt(Line::quantity).thenComparing(Line::lineId))
                .map(line -> new OrderFacts(order, line));
    }

    boolean cancelled() {
        return order.state() == OrderSnapshot.State.CANCELLED;
    }

    boolean lineStands() {
        return !cancelled() && line.cancelledQuantity() < line.quantity();
    }

    /** The payments that were authorized or captured and still are. */
    List<Payment> livePayments() {
        return order.payments().stream()
                .filter(payment ->
                        payment.state() == PaymentState.AUTHORIZED || payment.state() == PaymentState.CAPTURED)
                .toList();
    }

    /** When the order was paid by the shop's clock: its first payment that still is one. */
    Optional<Instant> paidAt() {
        return livePayments().stream()
                .map(payment -> payment.paidAt().orElse(order.placedAt()))
                .min(Comparator.naturalOrder());
    }

    /** Until when all authorizations last; empty if nothing is authorized or the shop does not tell. */
    Optional<Instant> captureBefore() {
        return livePayments().stream()
                .filter(payment -> payment.state() == PaymentState.AUTHORIZED)
                .flatMap(payment -> payment.captureBefore().stream())
                .min(Comparator.naturalOrder());
    }

    /** Whether the buyer's money stands behind the team's line: paid, and not all given back. */
    boolean paid() {
        if (!lineStands()) {
            return false;
        }
        Money authorized = zero();
        for (Payment payment : livePayments()) {
            if (payment.state() == PaymentState.AUTHORIZED) {
                authorized = authorized.plus(payment.amount());
            }
        }
        return authorized.isPositive() || captured().isGreaterThan(refunded());
    }

    /** Whether nothing of the team's line is left to the buyer: it is cancelled, or all that was taken was given back. */
    boolean givenBack() {
        return !lineStands() || (captured().isPositive() && !captured().isGreaterThan(refunded()));
    }

    /** Whether all that the buyer owes was taken once, whatever was given back since. */
    boolean taken() {
        return !captured().isLessThan(due());
    }

    Money captured() {
        return sum(order.payments().stream().map(Payment::captured).toList());
    }

    /** The refunds of all payments, whoever made them. */
    List<Refund> refunds() {
        return order.payments().stream()
                .flatMap(payment -> payment.refunds().stream())
                .toList();
    }

    Money refunded() {
        return sum(refunds().stream().map(Refund::amount).toList());
    }

    /** Whether the order shows the refund that a command with this key asked for. */
    boolean shows(String refundKey) {
        return refunds().stream()
                .anyMatch(refund -> refund.key().filter(refundKey::equals).isPresent());
    }

    /** The keys of the refunds that a command of Gather made and whose money has not left yet. */
    List<String> unsettled() {
        return refunds().stream()
                .filter(refund -> !refund.settled())
                .flatMap(refund -> refund.key().stream())
                .toList();
    }

    /** What the buyer owes for what still stands: lines and shipping. */
    Money due() {
        if (cancelled() || order.lines().stream().noneMatch(OrderFacts::stands)) {
            return zero();
        }
        return sum(order.lines().stream().map(OrderFacts::standingGross).toList())
                .plus(order.shipping());
    }

    /** Whether anything else than the team's line still stands. */
    boolean othersStand() {
        return !cancelled()
                && order.lines().stream().anyMatch(other -> !other.lineId().equals(line.lineId()) && stands(other));
    }

    private static boolean stands(Line line) {
        return line.cancelledQuantity() < line.quantity();
    }

    /** A line's amounts are for the ordered quantity; what is cancelled is taken off in proportion. */
    static Money standingGross(Line line) {
        int standing = line.quantity() - line.cancelledQuantity();
        return line.gross().multipliedBy(standing).dividedBy(line.quantity(), java.math.RoundingMode.HALF_EVEN);
    }

    private Money zero() {
        return Money.zero(order.currency());
    }

    private Money sum(List<Money> amounts) {
        return amounts.stream().reduce(zero(), Money::plus);
    }
}
