package shop.gather.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.TeamOrders.TeamLine;

class CommissionRulesTest {

    private static long base(AnOrder order) {
        return CommissionRules.base(order.snapshot(), Optional.empty()).getAmountMinorLong();
    }

    private static long base(AnOrder order, boolean confirmed) {
        return CommissionRules.base(order.snapshot(), Optional.of(new TeamLine("line1", confirmed)))
                .getAmountMinorLong();
    }

    @Test
    void shipping_and_tax_earn_nothing() {
        assertThat(base(AnOrder.of().line(10_000, 1_900).shipping(500).paid())).isEqualTo(10_000);
    }

    @Test
    void what_is_only_authorized_earns_nothing() {
        assertThat(base(AnOrder.of().line(10_000, 1_900))).isZero();
    }

    @Test
    void a_partial_capture_earns_in_proportion() {
        assertThat(base(AnOrder.of().line(10_000, 0).captured(2_500))).isEqualTo(2_500);
    }

    @Test
    void a_refund_without_lines_is_spread_over_goods_shipping_and_tax() {
        // A tenth of everything went back.
        assertThat(base(AnOrder.of().line(10_000, 2_000).shipping(3_000).paid().refunded(1_500)))
                .isEqualTo(9_000);
    }

    @Test
    void a_refund_that_names_its_line_takes_from_that_line_alone() {
        // Half of line 1 went back, with its tax; line 2 has another tax rate.
        AnOrder order = AnOrder.of()
                .line(1_000, 200)
                .line(1_000, 70)
                .shipping(500)
                .paid()
                .refundedFor("line1", 600);
        assertThat(base(order)).isEqualTo(1_500);
    }

    @Test
    void a_refund_counts_once_also_where_the_quantity_was_cancelled_too() {
        AnOrder order = AnOrder.of().line(4, 1, 4_000, 0).paid().refundedFor("line1", 1_000);
        assertThat(base(order)).isEqualTo(3_000);
    }

    @Test
    @DisplayName("a quantity cancelled before it was captured earns nothing for that quantity")
    void cancelled_before_capture() {
        assertThat(base(AnOrder.of().line(4, 1, 4_000, 0).captured(3_000))).isEqualTo(3_000);
    }

    @Test
    void cancelled_but_not_yet_refunded_goods_earn_nothing_and_nothing_is_shifted_to_others() {
        assertThat(base(AnOrder.of().line(2, 2, 4_000, 0).line(1_000, 0).paid()))
                .isEqualTo(1_000);
    }

    @Test
    void a_cancelled_order_earns_nothing_and_is_noticed_while_the_shop_keeps_money() {
        AnOrder order = AnOrder.of().line(4_000, 0).shipping(500).paid().cancelled();
        assertThat(base(order)).isZero();
        assertThat(CommissionRules.cancelledNotRefunded(order.snapshot())).isTrue();
        assertThat(CommissionRules.cancelledNotRefunded(order.refunded(4_500).snapshot()))
                .isFalse();
    }

    @Test
    void a_refund_above_what_was_captured_earns_nothing_rather_than_less() {
        assertThat(base(AnOrder.of().line(4_000, 0).paid().refunded(9_000))).isZero();
    }

    @Test
    void a_team_line_earns_only_once_the_team_has_succeeded() {
        AnOrder order = AnOrder.of().line(6_000, 0).line(4_000, 0).shipping(500).paid();
        assertThat(base(order, false)).isEqualTo(4_000);
        assertThat(base(order, true)).isEqualTo(10_000);
    }

    @Test
    void the_other_article_of_a_failed_team_goes_on_earning() {
        AnOrder order = AnOrder.of()
                .line(1, 1, 6_000, 0)
                .line(4_000, 0)
                .shipping(500)
                .paid()
                .refundedFor("line1", 6_000);
        assertThat(base(order, false)).isEqualTo(4_000);
    }

    @Test
    void a_line_that_cost_nothing_earns_nothing() {
        assertThat(base(AnOrder.of().line(0, 0).line(1_000, 0).paid())).isEqualTo(1_000);
        assertThat(base(AnOrder.of().line(0, 0).paid())).isZero();
    }

    @Test
    @DisplayName("the base is rounded once: three thirds of a cent are a cent")
    void rounded_once() {
        AnOrder order =
                AnOrder.of().line(100, 0).line(100, 0).line(100, 0).paid().refunded(200);
        assertThat(base(order)).isEqualTo(100);
    }
}
