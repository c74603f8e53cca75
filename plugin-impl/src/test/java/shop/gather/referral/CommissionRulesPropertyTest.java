package shop.gather.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import shop.gather.groupbuy.TeamOrders.TeamLine;

class CommissionRulesPropertyTest {

    record Bought(int quantity, int cancelled, int net, int taxPercent) {}

    record Case(List<Bought> lines, int shipping, int capturedPermille, List<Integer> refundPermille, boolean byName) {

        AnOrder order() {
            AnOrder order = AnOrder.of();
            for (Bought line : lines) {
                order.line(line.quantity(), line.cancelled(), line.net(), (long) line.net() * line.taxPercent() / 100);
            }
            order.shipping(shipping);
            long captured = order.total() * capturedPermille / 1000;
            order.captured(captured);
            return order;
        }

        /** The order after the first refunds. */
        AnOrder refunded(int refunds) {
            AnOrder order = order();
            long total = order.total();
            for (int i = 0; i < refunds; i++) {
                long cents = total * refundPermille.get(i) / 1000;
                if (byName) {
                    order.refundedFor("line" + (i % lines.size() + 1), cents);
                } else {
                    order.refunded(cents);
                }
            }
            return order;
        }

        long standingNet() {
            return lines.stream().mapToLong(Bought::net).sum();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Bought> line = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.of(0, 7, 19, 25))
                .as((quantity, cancelled, net, tax) -> new Bought(quantity, Math.min(cancelled, quantity), net, tax));
        return Combinators.combine(
                        line.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 2_000),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(1000)),
                                Tuple.of(1, Arbitraries.integers().between(0, 1000))),
                        Arbitraries.integers().between(0, 400).list().ofMaxSize(5),
                        Arbitraries.of(true, false))
                .as(Case::new);
    }

    @Property(tries = 2_000)
    void the_base_never_exceeds_the_net_nor_what_the_shop_kept(@ForAll("cases") Case some) {
        AnOrder order = some.refunded(some.refundPermille().size());
        long base = base(order);
        assertThat(base).isBetween(0L, some.standingNet());
        assertThat(base)
                .isLessThanOrEqualTo(
                        Math.max(0, CommissionRules.kept(order.snapshot()).getAmountMinorLong()));
    }

    @Property(tries = 2_000)
    void each_further_refund_lowers_the_base_or_leaves_it(@ForAll("cases") Case some) {
        long before = base(some.order());
        for (int refunds = 1; refunds <= some.refundPermille().size(); refunds++) {
            long after = base(some.refunded(refunds));
            assertThat(after).isLessThanOrEqualTo(before);
            before = after;
        }
    }

    @Property(tries = 1_000)
    void a_full_refund_leaves_nothing(@ForAll("cases") Case some) {
        AnOrder order = some.order();
        assertThat(base(order.refunded(order.total()))).isZero();
    }

    @Property(tries = 1_000)
    void the_order_of_refunds_does_not_matter(@ForAll("cases") Case some) {
        List<Integer> reversed = new ArrayList<>(some.refundPermille());
        Collections.reverse(reversed);
        Case other = new Case(some.lines(), some.shipping(), some.capturedPermille(), reversed, false);
        Case unnamed = new Case(some.lines(), some.shipping(), some.capturedPermille(), some.refundPermille(), false);
        assertThat(base(other.refunded(reversed.size()))).isEqualTo(base(unnamed.refunded(reversed.size())));
    }

    @Property(tries = 1_000)
    void a_line_that_earns_nothing_yet_never_raises_the_base(@ForAll("cases") Case some) {
        AnOrder order = some.refunded(some.refundPermille().size());
        long all = base(order);
        long withoutFirst = CommissionRules.base(order.snapshot(), Optional.of(new TeamLine("line1", false)))
                .getAmountMinorLong();
        assertThat(withoutFirst).isLessThanOrEqualTo(all);
    }

    @Property(tries = 1_000)
    void levels_together_never_exceed_the_base(
            @ForAll @IntRange(max = 1_000_000) int cents,
            @ForAll @IntRange(max = 9_000) int level1,
            @ForAll @IntRange(max = 9_000) int other) {
        int level2 = Math.min(other, CommissionRate.MOST_BASIS_POINTS - level1);
        long paid = commission(cents, level1) + commission(cents, level2);
        assertThat(paid).isLessThanOrEqualTo(cents);
    }

    /** Against a second computation, line by line in decimals. */
    @Property(tries = 2_000)
    void agrees_with_a_computation_in_decimals(@ForAll("cases") Case some) {
        int refunds = some.refundPermille().size();
        AnOrder order = some.refunded(refunds);
        MathContext precise = new MathContext(60);
        BigDecimal value = BigDecimal.valueOf(some.shipping());
        BigDecimal net = BigDecimal.ZERO;
        long total = order.total();
        for (int i = 0; i < some.lines().size(); i++) {
            Bought line = some.lines().get(i);
            BigDecimal tax = BigDecimal.valueOf((long) line.net() * line.taxPercent() / 100);
            BigDecimal gross = BigDecimal.valueOf(line.net()).add(tax);
            BigDecimal named = BigDecimal.ZERO;
            for (int r = 0; some.byName() && r < refunds; r++) {
                if (r % some.lines().size() == i) {
                    named = named.add(
                            BigDecimal.valueOf(total * some.refundPermille().get(r) / 1000));
                }
            }
            BigDecimal cancelled = gross.multiply(BigDecimal.valueOf(line.cancelled()))
                    .divide(BigDecimal.valueOf(line.quantity()), precise);
            BigDecimal standing = gross.subtract(cancelled.max(named)).max(BigDecimal.ZERO);
            value = value.add(standing);
            if (gross.signum() > 0) {
                net = net.add(standing.multiply(BigDecimal.valueOf(line.net())).divide(gross, precise));
            }
        }
        BigDecimal kept = CommissionRules.kept(order.snapshot()).getAmount().movePointRight(2);
        BigDecimal expected = kept.signum() <= 0 || value.signum() <= 0
                ? BigDecimal.ZERO
                : net.multiply(kept.divide(value, precise).min(BigDecimal.ONE));
        assertThat(BigDecimal.valueOf(base(order)).subtract(expected).abs().setScale(20, RoundingMode.HALF_EVEN))
                .isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    private static long base(AnOrder order) {
        return CommissionRules.base(order.snapshot(), Optional.empty()).getAmountMinorLong();
    }

    private static long commission(int cents, int basisPoints) {
        return EarningTerms.DEFAULT
                .commission(AnOrder.cents(cents), basisPoints)
                .getAmountMinorLong();
    }
}
