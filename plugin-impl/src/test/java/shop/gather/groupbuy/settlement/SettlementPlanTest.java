package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.order.facts.AnyOrder;
import shop.gather.shop.command.ShopCommand;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** What the shop is asked for a place, group price 10.00, by orders of every shape. */
class SettlementPlanTest {

    private static final ParticipationId PLACE = new ParticipationId(new UUID(0, 7));
    private static final Money GROUP_PRICE = Money.parse("EUR 10.00");

    @Test
    void whatWasCapturedByHandIsBroughtToAll() {
        AnyOrder order = inEuro().article("tea", 1, 10_000);
        order.payment(PaymentKind.MONEY, PaymentState.AUTHORIZED, 10_000, 4_000);
        assertThat(captures(order)).containsExactly(10_000L);
    }

    @Test
    void theRestOfACapturedPaymentIsCaptured() {
        AnyOrder order = inEuro().article("tea", 1, 1_490);
        order.payment(PaymentKind.MONEY, PaymentState.CAPTURED, 1_490, 600);
        assertThat(captures(order)).containsExactly(1_490L);
    }

    @Test
    void whatAPersonGaveBackOfACapturedPaymentIsNotCapturedAgain() {
        AnyOrder order = inEuro().article("tea", 1, 1_490);
        order.payment(PaymentKind.MONEY, PaymentState.CAPTURED, 1_600, 1_490).refund(100);
        assertThat(captures(order)).isEmpty();
    }

    @Test
    void aSurchargeIsCapturedWithTheGoodsAndNothingIsGivenBack() {
        AnyOrder order = inEuro().article("tea", 1, 10_000).fee(500, 0).authorized(10_500);
        assertThat(captures(order)).containsExactly(10_500L);
        AnyOrder taken = inEuro().article("tea", 1, 10_000).fee(500, 0).captured(10_500);
        assertThat(duties(taken, State.CONFIRMED)).isEmpty();
    }

    @Test
    void ofOneArticleOnTwoLinesOnlyTheLineAtTheGroupPriceIsCancelled() {
        AnyOrder order =
                inEuro().article("tea", 2, 2_598).article("tea", 1, 1_000).captured(3_598);
        assertThat(duties(order, State.FAILED)).singleElement().satisfies(duty -> assertThat(
                        ((ShopCommand.CancelLine) duty.command()).lineId())
                .isEqualTo("l2"));
    }

    /**
     * Both teams of an order failed and both lines are cancelled: each place gives back its own line, the first also
     * shipping.
     */
    @Test
    void twoPlacesOfAnOrderGiveBackEachTheirOwn() {
        AnyOrder order = inEuro().article("tea", 1, 1_000)
                .article("mug", 1, 2_000)
                .shipping(500)
                .captured(3_500);
        order.cancel("l1", "1").cancel("l2", "1");
        Money zero = Money.parse("EUR 0");
        PlaceFacts first = facts(order).with(PlaceFacts.Others.of(true, false, Money.parse("EUR 20"), zero, zero));
        PlaceFacts second = PlaceFacts.of(order.facts(), "mug", quantity -> zero, Set.of("l1"))
                .orElseThrow()
                .with(PlaceFacts.Others.of(true, true, Money.parse("EUR 10"), zero, zero));
        assertThat(refund(first).amount()).isEqualTo(1_500);
        assertThat(refund(first).lineId()).isEqualTo("l1");
        assertThat(refund(second).amount()).isEqualTo(2_000);
        assertThat(refund(second).lineId()).isEqualTo("l2");
    }

    private static ShopCommand.Refund refund(PlaceFacts facts) {
        return (ShopCommand.Refund) SettlementPlan.of(PLACE, State.FAILED, facts, Optional.empty(), Map.of())
                .get(0)
                .command();
    }

    @Test
    void aRefundOfShippingLeavesTheRebateAsItIs() {
        AnyOrder order = inEuro().article("tea", 1, 1_299).shipping(1_000).captured(2_299);
        assertThat(rebate(order).open()).isEqualTo(Money.parse("EUR 2.99"));
        assertThat(rebate(order.refundShipping(1_000)).open()).isEqualTo(Money.parse("EUR 2.99"));
    }

    @Test
    void centsLostInRoundingDoNotKeepTheRebate() {
        AnyOrder order = inEuro().article("tea", 1, 1_299).shipping(490).captured(1_787);
        assertThat(duties(order, State.CONFIRMED, Optional.of(rebate(order))))
                .singleElement()
                .satisfies(duty -> assertThat(duty.command()).isInstanceOf(ShopCommand.Refund.class));
    }

    private static List<Long> captures(AnyOrder order) {
        return duties(order, State.CONFIRMED).stream()
                .map(duty -> ((ShopCommand.Capture) duty.command()).amount())
                .toList();
    }

    private static Rebate rebate(AnyOrder order) {
        return Rebate.of(
                PLACE, facts(order), BigDecimal.ONE, units -> GROUP_PRICE.multipliedBy(units, RoundingMode.HALF_UP));
    }

    private static List<SettlementPlan.Duty> duties(AnyOrder order, State state) {
        return duties(order, state, Optional.empty());
    }

    private static List<SettlementPlan.Duty> duties(AnyOrder order, State state, Optional<Rebate> rebate) {
        return SettlementPlan.of(PLACE, state, facts(order), rebate, Map.of());
    }

    private static PlaceFacts facts(AnyOrder order) {
        return PlaceFacts.of(
                        order.facts(),
                        "tea",
                        quantity -> GROUP_PRICE.multipliedBy(quantity, java.math.RoundingMode.HALF_UP),
                        Set.of())
                .orElseThrow();
    }
}
