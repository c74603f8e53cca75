package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.Money;
import shop.gather.groupbuy.settlement.TeamOrders.TeamLine;
import shop.gather.order.facts.LineFacts;
import shop.gather.order.facts.OrderFacts;
import shop.gather.referral.commission.EarningTerms.Rounding;

class CommissionRulesPropertyTest {

    private static final EarningTerms MONEY_ONLY = new EarningTerms(Rounding.DOWN, null, false);

    record Bought(int quantity, int cancelled, int net, int taxPercent) {}

    /** @param line which line it names; -1 for shipping, -2 for none */
    record Back(int line, int permille, boolean taxAlone) {}

    record Case(
            List<Bought> lines,
            int shipping,
            int fee,
            int discountPermille,
            int giftCardPermille,
            int capturedPermille,
            List<Back> backs) {

        AnOrder order() {
            AnOrder order = AnOrder.of();
            for (Bought line : lines) {
                order.line(line.quantity(), line.cancelled(), line.net(), tax(line));
            }
            order.shipping(shipping).fee(fee, 0);
            long net = lines.stream().mapToLong(Bought::net).sum();
            long tax = lines.stream().mapToLong(Case::tax).sum();
            order.discount(net * discountPermille / 1_000, tax * discountPermille / 1_000);
            long giftCard = order.total() * giftCardPermille / 1_000;
            if (giftCard > 0) {
                order.byGiftCard(giftCard);
            }
            return order.captured((order.total() - giftCard) * capturedPermille / 1_000);
        }

        /** @param backs the refunds, or parts of them, in any order */
        AnOrder refunded(List<Back> backs, int divisor) {
            AnOrder order = order();
            for (Back back : backs) {
                long cents = order.total() * back.permille() / 1_000;
                if (back.taxAlone() && back.line() >= 0) {
                    cents = tax(lines.get(back.line() % lines.size())) * back.permille() / 1_000;
                }
                long first = cents / divisor;
                for (int part = 0; part < divisor; part++) {
                    give(order, back, part == 0 ? cents - first * (divisor - 1) : first);
                }
            }
            return order;
        }

        private void give(AnOrder order, Back back, long cents) {
            if (back.line() == -2) {
                order.refunded(cents);
            } else if (back.line() == -1) {
                order.refundedShipping(cents);
            } else if (back.taxAlone()) {
                order.refundedTax("line" + (back.line() % lines.size() + 1), cents);
            } else {
                order.refundedFor("line" + (back.line() % lines.size() + 1), cents);
            }
        }

        static long tax(Bought line) {
            return (long) line.net() * line.taxPercent() / 100;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Bought> line = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(0, 5))),
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.of(0, 7, 19, 25))
                .as((quantity, cancelled, net, tax) -> new Bought(quantity, Math.min(cancelled, quantity), net, tax));
        Arbitrary<Integer> whole = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(1_000)),
                Tuple.of(1, Arbitraries.integers().between(0, 1_000)));
        Arbitrary<Integer> none = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 900)));
        Arbitrary<Back> back = Combinators.combine(
                        Arbitraries.integers().between(-2, 3),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.of(false, false, true))
                .as(Back::new);
        return Combinators.combine(
                        line.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 2_000),
                        Arbitraries.of(0, 0, 500),
                        none,
                        none,
                        whole,
                        back.list().ofMaxSize(5))
                .as(Case::new);
    }

    @Property(tries = 2_000)
    void commissionNeverExceedsTheRateOfWhatStaysPaidForGoods(
            @ForAll("cases") Case some, @ForAll @IntRange(max = 9_000) int basisPoints) {
        OrderFacts facts = facts(some.refunded(some.backs(), 1));
        Money goods = facts.lines().stream().map(LineFacts::kept).reduce(AnOrder.cents(0), Money::plus);
        Money base = CommissionRules.base(facts, List.of(), EarningTerms.DEFAULT);

        assertThat(base.isNegative()).isFalse();
        assertThat(base.isGreaterThan(goods)).isFalse();
        assertThat(EarningTerms.DEFAULT.commission(base, basisPoints).getAmount())
                .isLessThanOrEqualTo(goods.getAmount().multiply(BigDecimal.valueOf(basisPoints, 4)));
        Money standing = facts.lines().stream().map(LineFacts::standingNet).reduce(AnOrder.cents(0), Money::plus);
        assertThat(base.isGreaterThan(standing)).isFalse();
    }

    @Property(tries = 2_000)
    void refundsInAnyOrderAndInAnyPartsLeadToTheSameEnd(
            @ForAll("cases") Case some, @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int parts) {
        List<Back> shuffled = new ArrayList<>(some.backs());
        Collections.shuffle(shuffled, random);

        assertThat(base(some.refunded(shuffled, parts))).isEqualTo(base(some.refunded(some.backs(), 1)));
    }

    /**
     * By a cent or two for each line it may rise: parts of a cent go to the line with the largest remainder. Refunds of
     * tax alone are left out: they take their share of what later refunds without a name are spread over.
     */
    @Property(tries = 2_000)
    void eachFurtherRefundLowersTheBaseOrLeavesIt(@ForAll("cases") Case some) {
        List<Back> backs =
                some.backs().stream().filter(back -> !back.taxAlone()).toList();
        long before = base(some.order());
        for (int refunds = 1; refunds <= backs.size(); refunds++) {
            long after = base(some.refunded(backs.subList(0, refunds), 1));
            assertThat(after).isLessThanOrEqualTo(before + 2L * some.lines().size());
            before = after;
        }
    }

    @Property(tries = 1_000)
    void aFullRefundLeavesNothing(@ForAll("cases") Case some) {
        AnOrder order = some.refunded(some.backs(), 1);

        assertThat(base(order.refunded(order.total()))).isZero();
    }

    @Property(tries = 1_000)
    void whatIsPaidByGiftCardNeverRaisesTheBase(@ForAll("cases") Case some) {
        OrderFacts facts = facts(some.refunded(some.backs(), 1));

        assertThat(CommissionRules.base(facts, List.of(), MONEY_ONLY)
                        .isGreaterThan(CommissionRules.base(facts, List.of(), EarningTerms.DEFAULT)))
                .isFalse();
    }

    @Property(tries = 1_000)
    void aLineThatEarnsNothingYetNeverRaisesTheBase(@ForAll("cases") Case some) {
        AnOrder order = some.refunded(some.backs(), 1);
        Money withoutFirst = CommissionRules.base(
                facts(order),
                List.of(new TeamLine("line1", TeamLine.Place.WAITING, AnOrder.cents(0), AnOrder.cents(0))),
                EarningTerms.DEFAULT);

        assertThat(withoutFirst.getAmountMinorLong()).isLessThanOrEqualTo(base(order));
    }

    @Property(tries = 1_000)
    void levelsTogetherNeverExceedTheBase(
            @ForAll @IntRange(max = 1_000_000) int cents,
            @ForAll @IntRange(max = 9_000) int level1,
            @ForAll @IntRange(max = 9_000) int other,
            @ForAll Rounding rounding) {
        int level2 = Math.min(other, CommissionRate.MOST_BASIS_POINTS - level1);
        EarningTerms terms = new EarningTerms(rounding, null, true);
        Money base = AnOrder.cents(cents);
        Money paid = terms.commission(base, level1).plus(terms.commission(base, level2));

        assertThat(paid.isGreaterThan(base)).isFalse();
    }

    private static OrderFacts facts(AnOrder order) {
        return OrderFacts.of(order.snapshot());
    }

    private static long base(AnOrder order) {
        return CommissionRules.base(facts(order), List.of(), EarningTerms.DEFAULT)
                .getAmountMinorLong();
    }
}
