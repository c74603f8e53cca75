package shop.gather.referral.commission;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.EmailHash;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.LineKind;
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
    private final List<Payment> others = new ArrayList<>();
    private final Set<String> coupons = new HashSet<>();
    private long shipping;
    private long captured;
    private State state = State.OPEN;
    private String guestEmail;
    private String id = "order-1";
    private Instant placedAt = THEN;

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
        return add(Line.article(name(), "variant" + (lines.size() + 1), quantity, cancelled, cents(net), cents(tax)));
    }

    public AnOrder line(long net, long tax) {
        return line(1, 0, net, tax);
    }

    /** An article that is sold by weight. */
    AnOrder weighed(String quantity, String cancelled, long net, long tax) {
        return add(new Line(
                name(),
                Optional.of("variant" + (lines.size() + 1)),
                LineKind.ARTICLE,
                new BigDecimal(quantity),
                new BigDecimal(cancelled),
                cents(net),
                cents(tax)));
    }

    /** An article that the shop has no variant of. */
    AnOrder custom(long net, long tax) {
        return add(new Line(
                name(), Optional.empty(), LineKind.ARTICLE, BigDecimal.ONE, BigDecimal.ZERO, cents(net), cents(tax)));
    }

    /** A gift card that is bought. */
    AnOrder giftCard(long amount) {
        return add(new Line(
                name(),
                Optional.of("gift-card"),
                LineKind.GIFT_CARD,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                cents(amount),
                cents(0)));
    }

    AnOrder fee(long net, long tax) {
        return add(Line.adjustment(name(), LineKind.FEE, cents(net), cents(tax)));
    }

    /** A discount on the whole order; positive amounts. */
    AnOrder discount(long net, long tax) {
        return add(Line.adjustment(name(), LineKind.DISCOUNT, cents(-net), cents(-tax)));
    }

    private AnOrder add(Line line) {
        lines.add(line);
        return this;
    }

    private String name() {
        return "line" + (lines.size() + 1);
    }

    public AnOrder shipping(long cents) {
        shipping = cents;
        return this;
    }

    public AnOrder captured(long cents) {
        captured = cents;
        return this;
    }

    /** What no other payment covers is captured. */
    public AnOrder paid() {
        long covered = others.stream()
                .mapToLong(payment -> payment.captured().getAmountMinorLong())
                .sum();
        return captured(total() - covered);
    }

    AnOrder byGiftCard(long cents) {
        return other(PaymentKind.GIFT_CARD, PaymentState.CAPTURED, cents);
    }

    AnOrder byStoreCredit(long cents) {
        return other(PaymentKind.STORE_CREDIT, PaymentState.CAPTURED, cents);
    }

    AnOrder pending(long cents) {
        return other(PaymentKind.MONEY, PaymentState.PENDING, cents);
    }

    AnOrder declined(long cents) {
        return other(PaymentKind.MONEY, PaymentState.DECLINED, cents);
    }

    AnOrder authorized(long cents) {
        return other(PaymentKind.MONEY, PaymentState.AUTHORIZED, cents);
    }

    private AnOrder other(PaymentKind kind, PaymentState paymentState, long cents) {
        others.add(new Payment(
                "other" + others.size(),
                "other",
                kind,
                paymentState,
                cents(cents),
                cents(paymentState == PaymentState.CAPTURED ? cents : 0),
                Optional.of(THEN),
                Optional.empty(),
                List.of()));
        return this;
    }

    /** Bought without an account. */
    public AnOrder byGuest(String email) {
        guestEmail = email;
        return this;
    }

    public AnOrder cancelled() {
        state = State.CANCELLED;
        return this;
    }

    public AnOrder refunded(long cents) {
        return back(cents, 0, List.of());
    }

    public AnOrder refundedFor(String line, long cents) {
        return back(cents, 0, List.of(RefundLine.of(line, cents(cents))));
    }

    AnOrder refundedShipping(long cents) {
        return back(cents, cents, List.of());
    }

    AnOrder refundedTax(String line, long cents) {
        return back(cents, 0, List.of(new RefundLine(line, cents(cents), Optional.of(cents(cents)))));
    }

    private AnOrder back(long cents, long forShipping, List<RefundLine> parts) {
        refunds.add(new Refund(
                "r" + refunds.size(), Optional.empty(), cents(cents), true, THEN, parts, cents(forShipping)));
        return this;
    }

    public long total() {
        return lines.stream()
                        .mapToLong(line -> line.gross().getAmountMinorLong())
                        .sum()
                + shipping;
    }

    public OrderSnapshot snapshot() {
        List<Payment> payments = new ArrayList<>(others);
        if (captured > 0 || others.isEmpty() || !refunds.isEmpty()) {
            payments.add(new Payment(
                    "p1",
                    "card",
                    PaymentKind.MONEY,
                    captured > 0 ? PaymentState.CAPTURED : PaymentState.AUTHORIZED,
                    cents(total()),
                    cents(captured),
                    Optional.of(THEN),
                    Optional.empty(),
                    refunds));
        }
        return new OrderSnapshot(
                id,
                "N" + id,
                guestEmail == null ? Optional.of("customer-1") : Optional.empty(),
                Optional.ofNullable(guestEmail).map(EmailHash::of),
                placedAt,
                state,
                OrderSnapshot.Fulfilment.NOT_SENT,
                EUR,
                lines,
                cents(shipping),
                payments,
                coupons,
                Map.of());
    }

    static Money cents(long cents) {
        return Money.ofMinor(EUR, cents);
    }
}
