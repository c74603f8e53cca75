package shop.gather.order.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/**
 * Nothing is lost and nothing is made up: over lines, shipping, fees and the rest each column adds up to the order's
 * total.
 */
class OrderFactsPropertyTest {

    record Item(LineKind kind, int quantity, int cancelled, int net, int tax) {}

    record Paid(PaymentKind kind, PaymentState state, int amount, int captured) {}

    record Back(int line, int amount, boolean shipping, boolean taxOnly) {}

    @Property(tries = 2_000)
    void sharesAddUpToTheTotals(
            @ForAll("items") @Size(min = 1, max = 5) List<Item> items,
            @ForAll("payments") @Size(max = 3) List<Paid> payments,
            @ForAll("refunds") @Size(max = 4) List<Back> refunds,
            @ForAll @LongRange(min = 0, max = 2_000) long shipping) {
        AnyOrder order = order(items, payments, refunds, shipping);
        OrderFacts facts = order.facts();
        assertThat(sum(facts, Share::captured)).isEqualTo(facts.captured());
        assertThat(sum(facts, Share::refunded)).isEqualTo(facts.refunded());
        assertThat(sum(facts, Share::authorized)).isEqualTo(facts.authorized());
        assertThat(sum(facts, Share::kept)).isEqualTo(facts.kept());
        Money asSold = order.snapshot().lines().stream()
                .map(line -> line.gross())
                .reduce(order.snapshot().shipping(), Money::plus);
        assertThat(facts.total()).isEqualTo(asSold);
        assertThat(sum(facts, Share::standing)).isEqualTo(facts.due());
    }

    @Property(tries = 2_000)
    void noLineKeepsMoreThanItCostOrLessThanNothing(
            @ForAll("items") @Size(min = 1, max = 5) List<Item> items,
            @ForAll("payments") @Size(max = 3) List<Paid> payments,
            @ForAll("refunds") @Size(max = 4) List<Back> refunds,
            @ForAll @LongRange(min = 0, max = 2_000) long shipping) {
        for (LineFacts line : order(items, payments, refunds, shipping).facts().lines()) {
            if (line.gross().isPositiveOrZero() && line.net().isPositiveOrZero()) {
                assertThat(line.kept().getAmountMinorLong())
                        .isBetween(0L, line.gross().getAmountMinorLong());
                assertThat(line.keptNet().getAmountMinorLong())
                        .isBetween(0L, line.net().getAmountMinorLong());
                assertThat(line.standing().getAmountMinorLong())
                        .isBetween(0L, line.gross().getAmountMinorLong());
            }
        }
    }

    @Property
    void aSplitLosesNothingAndIsNoMoreThanOneUnitOff(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long amount,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 1_000_000_000_000L) Long> weights) {
        long[] parts =
                Proration.of(amount, weights.stream().mapToLong(Long::longValue).toArray());
        assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
        long all = weights.stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < parts.length && all > 0; i++) {
            assertThat(Math.abs(parts[i] - (double) amount * weights.get(i) / all))
                    .isLessThanOrEqualTo(1.0);
        }
    }

    private static AnyOrder order(List<Item> items, List<Paid> payments, List<Back> refunds, long shipping) {
        AnyOrder order = AnyOrder.inEuro().shipping(shipping);
        for (Item item : items) {
            int sign = item.kind() == LineKind.DISCOUNT ? -1 : 1;
            int size = item.kind() == LineKind.DISCOUNT ? 20 : 1;
            order.line(
                    "v",
                    item.kind(),
                    item.quantity() + "",
                    Math.min(item.cancelled(), item.quantity()) + "",
                    (long) sign * item.net() / size,
                    (long) sign * item.tax() / size);
        }
        payments.forEach(paid -> order.payment(
                paid.kind(),
                paid.state(),
                paid.amount(),
                paid.state() == PaymentState.PENDING || paid.state() == PaymentState.DECLINED ? 0 : paid.captured()));
        if (!payments.isEmpty()) {
            refunds.forEach(back -> {
                if (back.shipping()) {
                    order.refundShipping(back.amount());
                } else if (back.line() == 0) {
                    order.refund(back.amount());
                } else if (back.taxOnly()) {
                    order.refundTax("l" + back.line(), back.amount());
                } else {
                    order.refundLine("l" + back.line(), back.amount());
                }
            });
        }
        return order;
    }

    private static Money sum(OrderFacts facts, Function<Share, Money> column) {
        return Stream.concat(
                        facts.lines().stream().map(LineFacts::money),
                        Stream.of(facts.shipping(), facts.fees(), facts.rest()))
                .map(column)
                .reduce(Money.zero(facts.order().currency()), Money::plus);
    }

    @Provide
    Arbitrary<List<Item>> items() {
        return Combinators.combine(
                        Arbitraries.of(LineKind.class),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 9_999),
                        Arbitraries.integers().between(0, 1_999))
                .as(Item::new)
                .list();
    }

    @Provide
    Arbitrary<List<Paid>> payments() {
        return Combinators.combine(
                        Arbitraries.of(PaymentKind.class),
                        Arbitraries.of(PaymentState.class),
                        Arbitraries.integers().between(0, 20_000),
                        Arbitraries.integers().between(0, 22_000))
                .as(Paid::new)
                .list();
    }

    @Provide
    Arbitrary<List<Back>> refunds() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 9_999),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Back::new)
                .list();
    }
}
