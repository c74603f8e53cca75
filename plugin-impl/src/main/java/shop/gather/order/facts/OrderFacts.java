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
 * The money facts of an order snapshot: the only place that adds up payments and refunds. Everything is computed from
 * totals, so it does not matter who paid or refunded what and when, or how often the order is read. Immutable.
 *
 * <ul>
 *   <li>A payment is live while it is authorized or captured. It covers its amount, or the captured amount if that is
 *       higher. Money, gift cards and store credit count alike; cash on delivery counts once the shop has received it.
 *   <li>The buyer owes what stands (is not cancelled): lines without their cancelled quantity, fees and shipping.
 *       Whole-order discounts reduce the articles, net and tax separately, by largest remainder; fees are kept
 *       separate, as shipping is.
 *   <li>Amounts may differ by one minor unit for each line and for shipping: shops round each line, and some round the
 *       total for cash.
 *   <li>Captured money is allocated to what stands, in proportion if it is less; then to what was cancelled; the rest
 *       (a tip) to nothing.
 *   <li>A refund is allocated to the lines and the shipping that it names, up to the amounts captured for them. The
 *       remainder is allocated first to amounts captured for cancelled parts, then to tips, then to everything in
 *       proportion to the amounts kept.
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

    /** The articles and the bought gift cards; their amounts include whole-order discounts. */
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

    /** The amount paid above everything ordered: a tip, or an overpayment. */
    public Share rest() {
        return allocation.rest();
    }

    /** The total of the order when it was placed. */
    public Money total() {
        return sum(shares().stream().map(Share::ordered).toList());
    }

    /** The amount owed for what is not cancelled; zero if every line is cancelled. */
    public Money due() {
        return sum(shares().stream().map(Share::standing).toList());
    }

    /** The amount that live payments authorize and that was not captured. */
    public Money authorized() {
        return authorized(order);
    }

    /** The captured amount, including refunded money. */
    public Money captured() {
        return captured(order);
    }

    /** The amount captured by payments of one kind. */
    public Money captured(PaymentKind kind) {
        return sum(payments(kind).stream().map(Payment::captured).toList());
    }

    /** The refunded amount, including refunds that are not settled yet. */
    public Money refunded() {
        return sum(refunds().stream().map(Refund::amount).toList());
    }

    /** The amount captured and not refunded; negative if more was refunded than captured. */
    public Money kept() {
        return captured().minus(refunded());
    }

    /** The amount captured by payments of one kind and not refunded. */
    public Money kept(PaymentKind kind) {
        return sum(payments(kind).stream().map(OrderFacts::kept).toList());
    }

    /** The amount captured by one payment and not refunded. */
    public static Money kept(Payment payment) {
        return payment.refunds().stream().map(Refund::amount).reduce(payment.captured(), Money::minus);
    }

    /** The amount that a live payment authorizes and that was not captured. */
    public static Money capturable(Payment payment) {
        Money open = payment.amount().minus(payment.captured());
        return isLive(payment) && open.isPositive() ? open : Money.zero(open.getCurrencyUnit());
    }

    /** The total that the live payments cover. */
    public Money covered() {
        return covered(order);
    }

    /** The rounding tolerance: a minor unit for each line, and for shipping. */
    public Money tolerance() {
        int rounded = order.lines().size() + (order.shipping().isZero() ? 0 : 1);
        return Money.ofMinor(order.currency(), rounded);
    }

    /** Whether any line is not cancelled. */
    public boolean stands() {
        return allocation.stands();
    }

    /** Whether payments cover the whole order: live payments cover what is owed, and not everything was refunded. */
    public boolean paid() {
        return covers(due());
    }

    /** Whether live payments cover an amount, and not everything was refunded. */
    public boolean covers(Money amount) {
        return stands() && !givenBack() && !covered().plus(tolerance()).isLessThan(amount);
    }

    /** Whether the order would be paid with the amounts that the shop will collect at delivery. */
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

    /** Whether everything that the buyer owes was captured, even if it was refunded since. */
    public boolean taken() {
        return !captured().plus(tolerance()).isLessThan(due());
    }

    /** Whether money was captured, all of it was refunded and nothing more is authorized. */
    public boolean givenBack() {
        return captured().isPositive() && !kept().isPositive() && authorized().isZero();
    }

    /** When a payment first covered the order, by the shop's clock; empty while the order is not paid. */
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

    /** Until when all authorizations are valid; empty if nothing is authorized or the shop does not state it. */
    public Optional<Instant> captureBefore() {
        return livePayments().stream()
                .filter(payment -> payment.state() == PaymentState.AUTHORIZED)
                .flatMap(payment -> payment.captureBefore().stream())
                .min(Comparator.naturalOrder());
    }

    /** The payments that are authorized or captured now. */
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
