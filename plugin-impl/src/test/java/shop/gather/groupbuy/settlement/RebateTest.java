package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static shop.gather.groupbuy.settlement.PaidOrder.cents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation;
import shop.gather.shop.command.CommandHistory.Ended;
import shop.gather.shop.command.CommandKey;
import shop.gather.shop.command.Purpose;
import shop.gather.shop.command.ShopCommand;
import shop.gather.spi.OrderSnapshot;

/** How much comes back of an order of tea for 12.99, group price 10.00, with shipping of 4.90. */
class RebateTest {

    private static final ParticipationId PLACE = new ParticipationId(new UUID(0, 7));

    @Test
    void theDifferenceToTheGroupPriceComesBack() {
        is(tea(), 299, 299);
    }

    @Test
    void anotherArticleAndShippingStayPaid() {
        is(new PaidOrder(1, 1299, 1995, 490).paidIn(1), 299, 299);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1001, 1", "999, 0", "100, 0"})
    void whoPaidNoMoreThanTheGroupPriceGetsNothing(long paid, long back) {
        is(new PaidOrder(1, paid, 0, 490).paidIn(1), back, back);
    }

    @Test
    void onlyOneIsAtTheGroupPriceAndHalfACentGoesToTheBuyer() {
        is(new PaidOrder(3, 3000, 0, 490).paidIn(1), 0, 0);
        is(new PaidOrder(2, 2599, 0, 490).paidIn(1), 300, 300);
    }

    @Test
    void whatAPersonGaveBackIsTakenOff() {
        PaidOrder order = tea();
        order.refund(100, null, null);
        is(order, 299, 199);
        order.refund(50, "l1", null);
        is(order, 299, 149);
        order.refund(500, null, null);
        is(order, 299, 0);
    }

    @Test
    void whatWasGivenBackForAnotherArticleIsNot() {
        PaidOrder named = new PaidOrder(1, 1299, 1995, 490).paidIn(1);
        named.refund(1995, "l2", null);
        is(named, 299, 299);
        PaidOrder cancelled = new PaidOrder(1, 1299, 1995, 490).paidIn(1).withoutMug();
        cancelled.refund(1995, null, null);
        is(cancelled, 299, 299);
        PaidOrder both = new PaidOrder(1, 1299, 1995, 490).paidIn(1).withoutMug();
        both.refund(1995, "l2", null);
        is(both, 299, 299);
    }

    @Test
    void theMoneyOfAnArticleThatIsStillToComeBackIsNoSecondRebate() {
        PaidOrder order = new PaidOrder(1, 1299, 1995, 490).paidIn(1).withoutMug();
        order.refund(299, "l1", null);
        is(order, 299, 0);
        PaidOrder more = new PaidOrder(2, 2598, 0, 490).paidIn(1).withoutTea(1);
        more.refund(299, "l1", "rebate:" + PLACE + ":p1");
        is(more, 299, 0);
    }

    @Test
    void aPieceThatWentBackIsNoRebate() {
        PaidOrder order = new PaidOrder(2, 2598, 0, 490).paidIn(1).withoutTea(1);
        order.refund(1299, "l1", null);
        is(order, 299, 299);
    }

    @Test
    void nothingComesBackOfALineThatIsGone() {
        is(tea().withoutTea(1), 0, 0);
        is(tea().cancelled(), 0, 0);
    }

    @Test
    void nothingComesBackBeforeItWasTaken() {
        PaidOrder unpaid = new PaidOrder(1, 1299, 0, 490);
        Rebate rebate = Rebate.of(
                PLACE, unpaid.facts(), BigDecimal.ONE, units -> cents(1000).multipliedBy(units, RoundingMode.HALF_UP));
        assertThat(rebate.open()).isEqualTo(cents(299));
        assertThat(duties(unpaid)).isEmpty();
    }

    @Test
    void whatAPersonGivesBackCountsAlsoWhereNotAllWasTaken() {
        PaidOrder order = new PaidOrder(1, 1299, 1995, 490).paidOnly(3000);
        is(order, 299, 299);
        order.refund(500, "l2", null);
        is(order, 299, 299);
        order.refund(100, null, null);
        is(order, 299, 199);
        order.refund(250, "l1", null);
        is(order, 299, 0);
    }

    @Test
    void theRefundNamesTheLineAndWhatStaysPaid() {
        PaidOrder order = new PaidOrder(1, 1299, 0, 0).paidIn(1);
        OrderSnapshot.Payment paid = order.snapshot().payments().get(0);
        assertThat(duties(order)).singleElement().satisfies(duty -> {
            assertThat(duty.key()).hasToString("rebate:" + PLACE + ":" + paid.paymentId());
            var refund = (ShopCommand.Refund) duty.command();
            assertThat(refund.amount()).isEqualTo(299);
            assertThat(refund.lineId()).isEqualTo("l1");
            assertThat(refund.keep()).isEqualTo(1000);
        });
    }

    /** A read from before must not look as if the shop had forgotten what it has done. */
    @Test
    void aRebateThatWasPaidButIsNotReadYetIsNotWantedAgain() {
        PaidOrder order = tea();
        CommandKey key = duties(order).get(0).key();
        assertThat(duties(order, Map.of(key, PaidOrder.DONE)))
                .as("it keeps its key, under which nothing is asked for twice")
                .singleElement()
                .satisfies(duty -> assertThat(duty.key()).isEqualTo(key));
        assertThat(duties(order, Map.of(key, PaidOrder.REFUSED))).hasSize(1);
        order.refund("p1", 200, "l1", key.toString());
        assertThat(duties(order, Map.of(key, PaidOrder.DONE)))
                .as("what is left is still named, for a person")
                .singleElement()
                .satisfies(duty -> assertThat(((ShopCommand.Refund) duty.command()).amount())
                        .isEqualTo(99));
    }

    /** What the shop says that it has paid may show after all: it is not asked of another payment meanwhile. */
    @Test
    void whatIsLostIsAskedOfNoOtherPayment() {
        PaidOrder order = new PaidOrder(1, 1299, 1995, 490).paidIn(2);
        CommandKey key = duties(order).get(0).key();
        order.refund(key.part(), 1892, "l2", null);
        assertThat(duties(order, Map.of(key, PaidOrder.DONE)))
                .extracting(SettlementPlan.Duty::key)
                .containsExactly(key);
    }

    @Test
    void whatIsLostOfOnePaymentIsNotWhatWasRefusedOfAnother() {
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidOnly(100).paidOnly(1689);
        CommandKey refused = CommandKey.of(Purpose.REBATE, PLACE, "p1");
        CommandKey lost = CommandKey.of(Purpose.REBATE, PLACE, "p2");
        assertThat(duties(order, Map.of(refused, PaidOrder.REFUSED, lost, PaidOrder.DONE)))
                .extracting(SettlementPlan.Duty::key, duty -> ((ShopCommand.Refund) duty.command()).amount())
                .containsExactly(tuple(refused, 100L), tuple(lost, 199L));
    }

    private static List<SettlementPlan.Duty> duties(PaidOrder order) {
        return duties(order, Map.of());
    }

    private static List<SettlementPlan.Duty> duties(PaidOrder order, Map<CommandKey, Ended> ended) {
        return SettlementPlan.of(
                PLACE,
                Participation.State.CONFIRMED,
                order.facts(),
                Optional.of(Rebate.of(PLACE, order.facts(), BigDecimal.ONE, units -> cents(1000)
                        .multipliedBy(units, RoundingMode.HALF_UP))),
                ended);
    }

    private static PaidOrder tea() {
        return new PaidOrder(1, 1299, 0, 490).paidIn(1);
    }

    private static void is(PaidOrder order, long promised, long open) {
        assertThat(Rebate.of(PLACE, order.facts(), BigDecimal.ONE, units -> cents(1000)
                        .multipliedBy(units, RoundingMode.HALF_UP)))
                .isEqualTo(new Rebate(cents(promised), cents(open)));
    }
}
