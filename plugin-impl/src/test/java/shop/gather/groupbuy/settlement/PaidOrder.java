package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.ShopCommands;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.OrderSnapshot.State;

/**
 * An order at a shop, in cents, with the team's line {@code tea} and perhaps another, {@code mug}; untaxed. What is
 * read of it is a snapshot of the moment.
 */
final class PaidOrder {

    static final String VARIANT = "tea";

    /** How a command ended a moment ago, so that the order need not show it yet. */
    static final Ended DONE = new Ended(ShopCommands.State.DONE, Optional.of(Instant.MAX), false);

    static final Ended REFUSED = new Ended(ShopCommands.State.REFUSED, Optional.empty(), false);

    private static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");

    private record Part(String paymentId, long amount, List<Refund> refunds) {}

    private final int quantity;
    private final long tea;
    private final long mug;
    private final long shipping;
    private final List<Part> parts = new ArrayList<>();
    private int teaCancelled;
    private boolean mugCancelled;
    private boolean cancelled;

    /** @param tea what the whole line costs; @param mug 0 for an order without one */
    PaidOrder(int quantity, long tea, long mug, long shipping) {
        this.quantity = quantity;
        this.tea = tea;
        this.mug = mug;
        this.shipping = shipping;
    }

    /** Paid at once, in so many parts that are as equal as can be. */
    PaidOrder paidIn(int payments) {
        long left = total();
        for (int i = payments; i > 0; i--) {
            long part = left / i;
            left -= part;
            parts.add(new Part("p" + i, part, new ArrayList<>()));
        }
        return this;
    }

    /** One payment of so much, whatever the order costs. */
    PaidOrder paidOnly(long cents) {
        parts.add(new Part("p" + (parts.size() + 1), cents, new ArrayList<>()));
        return this;
    }

    PaidOrder withoutTea(int pieces) {
        teaCancelled = pieces;
        return this;
    }

    PaidOrder withoutMug() {
        mugCancelled = true;
        return this;
    }

    PaidOrder cancelled() {
        cancelled = true;
        return this;
    }

    /**
     * A refund over as many payments as it takes; false if not so much is left. @param line null for none, @param key
     * null for a person's
     */
    boolean refund(long amount, String line, String key) {
        if (amount > kept()) {
            return false;
        }
        long open = amount;
        for (Part part : parts) {
            long of = Math.min(open, left(part));
            if (of > 0) {
                refundOf(part, of, line, key);
                open -= of;
            }
        }
        return true;
    }

    /** A refund of one payment; false if not so much is left of it. */
    boolean refund(String paymentId, long amount, String line, String key) {
        Part part = parts.stream()
                .filter(each -> each.paymentId().equals(paymentId))
                .findFirst()
                .orElseThrow();
        if (amount > left(part)) {
            return false;
        }
        refundOf(part, amount, line, key);
        return true;
    }

    /** A refund that the shop keeps and its payment provider has not paid yet. */
    void begin(String paymentId, long amount, String line, String key) {
        assertThat(refund(paymentId, amount, line, key)).isTrue();
        settled(key, false);
    }

    /** The payment provider has paid. */
    void settle(String key) {
        settled(key, true);
    }

    private void settled(String key, boolean now) {
        parts.forEach(part -> part.refunds()
                .replaceAll(refund -> refund.key().equals(Optional.of(key))
                        ? new Refund(
                                refund.refundId(),
                                refund.key(),
                                refund.amount(),
                                now,
                                refund.at(),
                                refund.lines(),
                                refund.shipping())
                        : refund));
    }

    /** The payment provider has not paid a refund out after all: the order shows it no more. */
    void lose(String key) {
        parts.forEach(part -> part.refunds().removeIf(refund -> refund.key().equals(Optional.of(key))));
    }

    boolean knows(String key) {
        return parts.stream().flatMap(part -> part.refunds().stream()).anyMatch(refund -> refund.key()
                .equals(Optional.of(key)));
    }

    long total() {
        return tea + mug + shipping;
    }

    long refunded() {
        return parts.stream().mapToLong(PaidOrder::refunded).sum();
    }

    long kept() {
        return parts.stream().mapToLong(PaidOrder::left).sum();
    }

    OrderSnapshot snapshot() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.article("l1", VARIANT, quantity, teaCancelled, cents(tea), cents(0)));
        if (mug > 0) {
            lines.add(Line.article("l2", "mug", 1, mugCancelled ? 1 : 0, cents(mug), cents(0)));
        }
        List<Payment> payments = parts.stream()
                .map(part -> new Payment(
                        part.paymentId(),
                        "card",
                        PaymentKind.MONEY,
                        PaymentState.CAPTURED,
                        cents(part.amount()),
                        cents(part.amount()),
                        Optional.of(THEN),
                        Optional.empty(),
                        part.refunds()))
                .toList();
        return new OrderSnapshot(
                "7",
                "R-7",
                Optional.of("customer-1"),
                Optional.empty(),
                THEN,
                cancelled ? State.CANCELLED : State.OPEN,
                OrderSnapshot.Fulfilment.NOT_SENT,
                CurrencyUnit.EUR,
                lines,
                cents(shipping),
                payments,
                Set.of(),
                Map.of());
    }

    PlaceFacts facts() {
        return PlaceFacts.of(snapshot(), VARIANT).orElseThrow();
    }

    private static void refundOf(Part part, long amount, String line, String key) {
        part.refunds()
                .add(Refund.of(
                        part.paymentId() + "-" + part.refunds().size(),
                        Optional.ofNullable(key),
                        cents(amount),
                        true,
                        THEN,
                        line == null ? List.of() : List.of(RefundLine.of(line, cents(amount)))));
    }

    private static long refunded(Part part) {
        return part.refunds().stream()
                .mapToLong(refund -> refund.amount().getAmountMinorLong())
                .sum();
    }

    private static long left(Part part) {
        return part.amount() - refunded(part);
    }

    static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }
}
