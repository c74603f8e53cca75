package shop.gather.order.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;

/** An order of any shape, in cents of its currency. Mutable; each {@link #snapshot()} is what it is at that moment. */
public final class AnyOrder {

    public static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");

    private final CurrencyUnit currency;
    private final List<Line> lines = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private long shipping;
    private OrderSnapshot.State state = OrderSnapshot.State.OPEN;
    private Optional<String> customer = Optional.of("customer-1");
    private String id = "7";
    private Instant placedAt = THEN;
    private Map<String, String> metadata = Map.of();

    private AnyOrder(CurrencyUnit currency) {
        this.currency = currency;
    }

    public static AnyOrder inEuro() {
        return new AnyOrder(CurrencyUnit.EUR);
    }

    public static AnyOrder in(String currency) {
        return new AnyOrder(CurrencyUnit.of(currency));
    }

    public AnyOrder article(String variant, int quantity, long gross) {
        return line(variant, LineKind.ARTICLE, quantity + "", "0", gross, 0);
    }

    public AnyOrder line(String variant, LineKind kind, String quantity, String cancelled, long net, long tax) {
        lines.add(new Line(
                "l" + (lines.size() + 1),
                Optional.ofNullable(variant),
                kind,
                new BigDecimal(quantity),
                new BigDecimal(cancelled),
                cents(net),
                cents(tax)));
        return this;
    }

    public AnyOrder fee(long net, long tax) {
        return line(null, LineKind.FEE, "1", "0", net, tax);
    }

    public AnyOrder discount(long net, long tax) {
        return line(null, LineKind.DISCOUNT, "1", "0", net, tax);
    }

    /** Cancels so much of a line in all. */
    public AnyOrder cancel(String lineId, String quantity) {
        lines.replaceAll(line -> line.lineId().equals(lineId)
                ? new Line(
                        lineId,
                        line.variantId(),
                        line.kind(),
                        line.quantity(),
                        new BigDecimal(quantity),
                        line.net(),
                        line.tax())
                : line);
        return this;
    }

    public AnyOrder cancelled() {
        state = OrderSnapshot.State.CANCELLED;
        return this;
    }

    public AnyOrder restored() {
        state = OrderSnapshot.State.OPEN;
        return this;
    }

    /** Gives it another id than 7, a customer, and a time of placing; what is paid from now on is paid after that. */
    public AnyOrder placed(String orderId, String customerId, Instant at) {
        id = orderId;
        customer = Optional.of(customerId);
        placedAt = at;
        return this;
    }

    public AnyOrder guest() {
        customer = Optional.empty();
        return this;
    }

    public AnyOrder naming(ParticipationId participation) {
        metadata = Map.of(OrderMetadata.PARTICIPATION, participation.toString());
        return this;
    }

    /** The shop exchanged the article of a line. */
    public AnyOrder exchange(String lineId, String variant) {
        lines.replaceAll(line -> line.lineId().equals(lineId)
                ? new Line(
                        lineId,
                        Optional.of(variant),
                        line.kind(),
                        line.quantity(),
                        line.cancelledQuantity(),
                        line.net(),
                        line.tax())
                : line);
        return this;
    }

    /** The shop took a line out. */
    public AnyOrder without(String lineId) {
        lines.removeIf(line -> line.lineId().equals(lineId));
        return this;
    }

    public AnyOrder shipping(long gross) {
        shipping = gross;
        return this;
    }

    public AnyOrder captured(long amount) {
        return payment(PaymentKind.MONEY, PaymentState.CAPTURED, amount, amount);
    }

    public AnyOrder authorized(long amount) {
        return payment(PaymentKind.MONEY, PaymentState.AUTHORIZED, amount, 0);
    }

    /** A payment {@code p1}, {@code p2}, …; each is a minute later than the one before. */
    public AnyOrder payment(PaymentKind kind, PaymentState paymentState, long amount, long captured) {
        boolean paid = paymentState == PaymentState.AUTHORIZED || paymentState == PaymentState.CAPTURED;
        payments.add(new Payment(
                "p" + (payments.size() + 1),
                kind.name(),
                kind,
                paymentState,
                cents(amount),
                cents(captured),
                paid ? Optional.of(placedAt.plusSeconds(60L * payments.size())) : Optional.empty(),
                Optional.empty(),
                List.of()));
        return this;
    }

    /** A refund of the last payment for the whole order. */
    public AnyOrder refund(long amount) {
        return refund(amount, 0);
    }

    public AnyOrder refundShipping(long amount) {
        return refund(amount, amount);
    }

    public AnyOrder refundLine(String lineId, long amount) {
        return refund(amount, 0, RefundLine.of(lineId, cents(amount)));
    }

    public AnyOrder refundTax(String lineId, long amount) {
        return refund(amount, 0, new RefundLine(lineId, cents(amount), Optional.of(cents(amount))));
    }

    /** A refund that a command of Gather asked for. */
    public AnyOrder refundAs(String key, long amount, RefundLine... parts) {
        return refund(Optional.of(key), amount, 0, parts);
    }

    public AnyOrder refund(long amount, long ofShipping, RefundLine... parts) {
        return refund(Optional.empty(), amount, ofShipping, parts);
    }

    private AnyOrder refund(Optional<String> key, long amount, long ofShipping, RefundLine... parts) {
        Payment last = payments.remove(payments.size() - 1);
        List<Refund> refunds = new ArrayList<>(last.refunds());
        refunds.add(
                new Refund("r" + refunds.size(), key, cents(amount), true, THEN, List.of(parts), cents(ofShipping)));
        payments.add(new Payment(
                last.paymentId(),
                last.method(),
                last.kind(),
                last.state(),
                last.amount(),
                last.captured(),
                last.paidAt(),
                last.captureBefore(),
                refunds));
        return this;
    }

    public Money cents(long amount) {
        return Money.ofMinor(currency, amount);
    }

    public OrderFacts facts() {
        return OrderFacts.of(snapshot());
    }

    public OrderSnapshot snapshot() {
        return new OrderSnapshot(
                id,
                "R-7",
                customer,
                Optional.empty(),
                placedAt,
                state,
                OrderSnapshot.Fulfilment.NOT_SENT,
                currency,
                lines,
                cents(shipping),
                payments,
                Set.of(),
                metadata);
    }
}
