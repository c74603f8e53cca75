package shop.gather.order.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;

/**
 * What a snapshot says about money: the only place that adds up payments and refunds. Everything is computed from
 * totals, so it does not matter who paid or gave back what, when, and how often the order is read. Immutable.
 *
 * <ul>
 *   <li>A payment is live while it is authorized or captured. It covers its amount, or what was captured if that is
 *       more. Money, gift cards and store credit count alike; cash on delivery counts once the shop has it.
 *   <li>The buyer owes what stands: lines less their cancelled quantity, fees and shipping. Whole-order discounts lower
 *       the articles, net and tax apart, by largest remainder; fees are kept apart as shipping is.
 *   <li>Amounts may differ by one minor unit for each line and for shipping: shops round each line, and some round the
 *       total for cash.
 *   <li>Captured money belongs to what stands, in proportion where it is less; then to what was cancelled; the rest (a
 *       tip) to nothing.
 *   <li>A refund belongs to the lines and the shipping that it names, as far as money was captured for them. The
 *       remainder belongs first to what was captured for cancelled parts, then to tips, then to everything in
 *       proportion to what is kept.
 * </ul>
 */
public final class OrderFacts {

    private final OrderSnapshot order;
    private final Allocation allocation;

    private OrderFacts(OrderSnapshot order) {
        this.order = order;
        this.allocation = Allocation.of(order, captured(order), authorized(order));
    }

    public static OrderFacts of(OrderSnapshot order) {
        return new OrderFacts(order);
    }

    public OrderSnapshot order() {
        return order;
    }

    public boolean cancelled() {
        return order.state() == OrderSnapshot.State.CANCELLED;
    }

    /** The articles and the gift cards that were bought; whole-order discounts are part of their amounts. */
    public List<LineFacts> lines() {
        return allocation.lines();
    }

    public Optional<LineFacts> line(String lineId) {
        return lines().stream().filter(line -> line.lineId().equals(lineId)).findFirst();
    }

    public Share shipping() {
        return allocation.shipping();
    }

    /** Fees and surcharges on the whole order. */
    public Share fees() {
        return allocation.fees();
    }

    /** What was paid beyond all that was ordered: a tip, or too much. */
    public Share rest() {
        return allocation.rest();
    }

    /** What the order cost when it was placed. */
    public Money total() {
        return sum(shares().stream().map(Share::ordered).toList());
    }

    /** What the buyer owes for what still stands; zero where no line does. */
    public Money due() {
        return sum(shares().stream().map(Share::standing).toList());
    }

    /** What live payments reserve and was not taken. */
    public Money authorized() {
        return authorized(order);
    }

    /** What was taken, whatever was given back since. */
    public Money captured() {
        return captured(order);
    }

    /** What was taken by payments of one kind. */
    public Money captured(PaymentKind kind) {
        return sum(payments(kind).stream().map(Payment::captured).toList());
    }

    /** What was given back or is on its way. */
    public Money refunded() {
        return sum(refunds().stream().map(Refund::amount).toList());
    }

    /** What was taken and not given back; negative where more was given back than taken. */
    public Money kept() {
        return captured().minus(refunded());
    }

    /** What was taken by payments of one kind and not given back. */
    public Money kept(PaymentKind kind) {
        return sum(payments(kind).stream().map(OrderFacts::kept).toList());
    }

    /** What was taken by one payment and not given back. */
    public static Money kept(Payment payment) {
        return payment.refunds().stream().map(Refund::amount).reduce(payment.captured(), Money::minus);
    }

    /** What a live payment reserves and has not taken. */
    public static Money capturable(Payment payment) {
        Money open = payment.amount().minus(payment.captured());
        return isLive(payment) && open.isPositive() ? open : Money.zero(open.getCurrencyUnit());
    }

    /** What the live payments cover in all. */
    public Money covered() {
        return covered(order);
    }

    /** By how much amounts may differ: a minor unit for each line, and for shipping. */
    public Money tolerance() {
        int rounded = order.lines().size() + (order.shipping().isZero() ? 0 : 1);
        return Money.ofMinor(order.currency(), rounded);
    }

    /** Whether anything that was ordered still stands. */
    public boolean stands() {
        return allocation.stands();
    }

    /**
     * Whether the buyer's money stands behind the whole order: live payments cover what is owed, and not everything was
     * given back.
     */
    public boolean paid() {
        return covers(due());
    }

    /** Whether live payments cover an amount, and not everything was given back. */
    public boolean covers(Money amount) {
        return stands() && !givenBack() && !covered().plus(tolerance()).isLessThan(amount);
    }

    /** Whether the shop will get its money at delivery: with what is still to be paid then, the order would be paid. */
    public boolean paidOnDelivery() {
        Money pending = sum(payments(PaymentKind.CASH_ON_DELIVERY).stream()
                .filter(payment -> payment.state() == PaymentState.PENDING)
                .map(Payment::amount)
                .toList());
        return stands()
                && pending.isPositive()
                && !paid()
                && !covered().plus(pending).plus(tolerance()).isLessThan(due());
    }

    /** Whether all that the buyer owes was taken once, whatever was given back since. */
    public boolean taken() {
        return !captured().plus(tolerance()).isLessThan(due());
    }

    /** Whether money was taken, nothing of it is left and nothing more is reserved. */
    public boolean givenBack() {
        return captured().isPositive() && !kept().isPositive() && authorized().isZero();
    }

    /** When the order was paid, by the shop's clock: the payment with which it was covered; empty while it is not. */
    public Optional<Instant> paidAt() {
        List<Payment> byTime = livePayments().stream()
                .sorted(Comparator.comparing(payment -> payment.paidAt().orElse(order.placedAt())))
                .toList();
        Money open = due().minus(tolerance());
        for (Payment payment : byTime) {
            open = open.minus(covered(payment));
            if (!open.isPositive()) {
                return Optional.of(payment.paidAt().orElse(order.placedAt()));
            }
        }
        return paid() ? Optional.of(order.placedAt()) : Optional.empty();
    }

    /** Until when all authorizations last; empty if nothing is authorized or the shop does not tell. */
    public Optional<Instant> captureBefore() {
        return livePayments().stream()
                .filter(payment -> payment.state() == PaymentState.AUTHORIZED)
                .flatMap(payment -> payment.captureBefore().stream())
                .min(Comparator.naturalOrder());
    }

    /** The payments that were authorized or captured and still are. */
    public List<Payment> livePayments() {
        return order.payments().stream().filter(OrderFacts::isLive).toList();
    }

    /** The refunds of all payments, whoever made them. */
    public List<Refund> refunds() {
        return refunds(order);
    }

    static List<Refund> refunds(OrderSnapshot order) {
        return order.payments().stream()
                .flatMap(payment -> payment.refunds().stream())
                .toList();
    }

    private static boolean isLive(Payment payment) {
        return payment.state() == PaymentState.AUTHORIZED || payment.state() == PaymentState.CAPTURED;
    }

    private static Money covered(Payment payment) {
        return payment.captured().plus(capturable(payment));
    }

    private static Money covered(OrderSnapshot order) {
        return order.payments().stream()
                .filter(OrderFacts::isLive)
                .map(OrderFacts::covered)
                .reduce(Money.zero(order.currency()), Money::plus);
    }

    private static Money captured(OrderSnapshot order) {
        return order.payments().stream().map(Payment::captured).reduce(Money.zero(order.currency()), Money::plus);
    }

    private static Money authorized(OrderSnapshot order) {
        return order.payments().stream().map(OrderFacts::capturable).reduce(Money.zero(order.currency()), Money::plus);
    }

    private List<Payment> payments(PaymentKind kind) {
        return order.payments().stream()
                .filter(payment -> payment.kind() == kind)
                .toList();
    }

    private List<Share> shares() {
        List<Share> shares =
                new ArrayList<>(lines().stream().map(LineFacts::money).toList());
        shares.add(shipping());
        shares.add(fees());
        return shares;
    }

    private Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.zero(order.currency()), Money::plus);
    }
}
