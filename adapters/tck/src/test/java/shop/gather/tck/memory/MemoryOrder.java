package shop.gather.tck.memory;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.tck.ShopDriver.Record;

/** One order in the memory of the shop. Guarded by its backend. */
public final class MemoryOrder {

    static final Money SHIPPING = Money.parse("EUR 4.90");

    final String orderId;
    final String customerId;
    private final String email;
    final Instant placedAt;
    final List<MemoryLine> lines;
    private final Set<String> coupons;
    private final Map<String, String> metadata;
    private final List<Refund> refunds = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Money amount;
    private final Optional<Instant> paidAt;
    private PaymentState state;
    private Money captured;
    private int captures;
    private boolean cancelled;
    private OrderSnapshot.Fulfilment fulfilment = OrderSnapshot.Fulfilment.NOT_SENT;

    MemoryOrder(
            String orderId,
            String customerId,
            String email,
            Instant placedAt,
            List<MemoryLine> lines,
            Set<String> coupons,
            Map<String, String> metadata,
            PaymentState state) {
        this.orderId = orderId;
        this.customerId = customerId;
        this.email = email;
        this.placedAt = placedAt;
        this.lines = lines;
        this.coupons = coupons;
        this.metadata = metadata;
        this.state = state;
        this.amount = lines.stream().map(MemoryLine::gross).reduce(SHIPPING, Money::plus);
        this.paidAt = state == PaymentState.DECLINED ? Optional.empty() : Optional.of(placedAt);
        this.captured = zero();
        if (state == PaymentState.CAPTURED) {
            take(amount);
        }
    }

    String number() {
        return "M-" + orderId;
    }

    String paymentId() {
        return "pay-" + orderId;
    }

    Money amount() {
        return amount;
    }

    PaymentState state() {
        return state;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What the lines that still stand cost, with shipping. */
    Money due() {
        return lines.stream()
                .map(line -> line.gross()
                        .multipliedBy(line.quantity - line.cancelled)
                        .dividedBy(line.quantity, RoundingMode.HALF_UP))
                .reduce(SHIPPING, Money::plus);
    }

    Money left() {
        return captured.minus(refunded());
    }

    /** Takes money, without asking whether it may. */
    public void take(Money money) {
        captured = captured.plus(money);
        captures++;
        state = PaymentState.CAPTURED;
    }

    /** Gives money back, without asking whether it may. */
    public void giveBack(Optional<String> key, Money money, boolean settled, Instant at, List<RefundLine> forLines) {
        refunds.add(Refund.of("ref-" + orderId + "-" + refunds.size(), key, money, settled, at, forLines));
    }

    /** Keeps why something was done, for the owner. */
    void because(String reason) {
        reasons.add(reason);
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    Optional<Refund> refund(String key) {
        return refunds.stream()
                .filter(refund -> refund.key().filter(key::equals).isPresent())
                .findFirst();
    }

    void deliver(Instant at) {
        fulfilment = new OrderSnapshot.Fulfilment(
                OrderSnapshot.Fulfilment.Stage.DELIVERED, Optional.of(at), Optional.of(at));
    }

    void cancel() {
        cancelled = true;
        lines.forEach(line -> line.cancelled = line.quantity);
        if (state == PaymentState.AUTHORIZED) {
            state = PaymentState.VOIDED;
        }
    }

    Optional<MemoryLine> line(String lineId) {
        return lines.stream().filter(line -> line.lineId.equals(lineId)).findFirst();
    }

    public OrderSnapshot snapshot() {
        OrderSnapshot.Payment payment = new OrderSnapshot.Payment(
                paymentId(),
                "card",
                OrderSnapshot.PaymentKind.MONEY,
                state,
                amount,
                captured,
                paidAt,
                Optional.empty(),
                refunds);
        return new OrderSnapshot(
                orderId,
                number(),
                Optional.of(customerId),
                Optional.of(EmailHash.of(email)),
                placedAt,
                cancelled ? OrderSnapshot.State.CANCELLED : OrderSnapshot.State.OPEN,
                fulfilment,
                amount.getCurrencyUnit(),
                lines.stream().map(MemoryLine::snapshot).toList(),
                SHIPPING,
                List.of(payment),
                coupons,
                metadata);
    }

    Record record() {
        Map<String, Integer> active = new HashMap<>();
        Map<String, Money> net = new HashMap<>();
        lines.forEach(line -> {
            active.merge(line.variantId, line.quantity - line.cancelled, Integer::sum);
            net.merge(line.variantId, line.net(), Money::plus);
        });
        Money authorized = state == PaymentState.AUTHORIZED ? amount : zero();
        int given = (int) refunds.stream().filter(Refund::settled).count();
        return new Record(cancelled, authorized, captured, refunded(), captures, given, active, net);
    }

    private Money refunded() {
        return refunds.stream().filter(Refund::settled).map(Refund::amount).reduce(zero(), Money::plus);
    }

    private Money zero() {
        return Money.zero(amount.getCurrencyUnit());
    }

    /** A line; one fifth of its net is the tax. */
    public static final class MemoryLine {
        final String lineId;
        final String variantId;
        final int quantity;
        private final Money gross;
        int cancelled;

        MemoryLine(String lineId, String variantId, int quantity, Money gross) {
            this.lineId = lineId;
            this.variantId = variantId;
            this.quantity = quantity;
            this.gross = gross;
        }

        Money gross() {
            return gross;
        }

        Money net() {
            return gross.multipliedBy(5).dividedBy(6, RoundingMode.HALF_UP);
        }

        OrderSnapshot.Line snapshot() {
            return OrderSnapshot.Line.article(lineId, variantId, quantity, cancelled, net(), gross.minus(net()));
        }
    }
}
