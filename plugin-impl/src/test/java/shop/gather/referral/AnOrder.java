package shop.gather.referral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.OrderSnapshot.State;

/** An order in euros as a shop would tell it; amounts in cents. */
public final class AnOrder {

    static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");

    private final List<Line> lines = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private long shipping;
    private long captured;
    private State state = State.OPEN;
    private String id = "order-1";
    private Instant placedAt = THEN;
    private final Set<String> coupons = new HashSet<>();

    public static AnOrder of() {
        return new AnOrder();
    }

    public AnOrder called(String orderId) {
        id = orderId;
        return this;
    }

    public AnOrder placedAt(Instant instant) {
        placedAt = instant;
        return this;
    }

    public AnOrder coupon(String code) {
        coupons.add(code);
        return this;
    }

    /** A line called {@code line1}, {@code line2}, … by its place. */
    public AnOrder line(int quantity, int cancelled, long net, long tax) {
        String name = Integer.toString(lines.size() + 1);
        lines.add(Line.article("line" + name, "variant" + name, quantity, cancelled, cents(net), cents(tax)));
        return this;
    }

    public AnOrder line(long net, long tax) {
        return line(1, 0, net, tax);
    }

    public AnOrder shipping(long cents) {
        shipping = cents;
        return this;
    }

    public AnOrder captured(long cents) {
        captured = cents;
        return this;
    }

    /** Everything that was ordered is captured. */
    public AnOrder paid() {
        return captured(total());
    }

    public AnOrder cancelled() {
        state = State.CANCELLED;
        return this;
    }

    public AnOrder refunded(long cents) {
        refunds.add(Refund.of("r" + refunds.size(), Optional.empty(), cents(cents), true, THEN, List.of()));
        return this;
    }

    public AnOrder refundedFor(String line, long cents) {
        refunds.add(Refund.of(
                "r" + refunds.size(),
                Optional.empty(),
                cents(cents),
                false,
                THEN,
                List.of(RefundLine.of(line, cents(cents)))));
        return this;
    }

    public long total() {
        return lines.stream()
                        .mapToLong(line -> line.gross().getAmountMinorLong())
                        .sum()
                + shipping;
    }

    public OrderSnapshot snapshot() {
        return new OrderSnapshot(
                id,
                "N" + id,
                Optional.of("customer-1"),
                placedAt,
                state,
                EUR,
                lines,
                cents(shipping),
                List.of(new Payment(
                        "p1",
                        "card",
                        PaymentKind.MONEY,
                        captured > 0 ? PaymentState.CAPTURED : PaymentState.AUTHORIZED,
                        cents(total()),
                        cents(captured),
                        Optional.of(THEN),
                        Optional.empty(),
                        refunds)),
                coupons,
                Map.of());
    }

    static Money cents(long cents) {
        return Money.ofMinor(EUR, cents);
    }
}
