package shop.gather.order.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.THEN;
import static shop.gather.order.facts.AnyOrder.inEuro;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** What orders of every shape say about money. */
class OrderFactsTest {

    @Test
    void aSmallGiftCardBesideADeclinedCardDoesNotPayTheOrder() {
        AnyOrder order =
                inEuro().article("tea", 1, 10_000).payment(PaymentKind.GIFT_CARD, PaymentState.CAPTURED, 500, 500);
        order.payment(PaymentKind.MONEY, PaymentState.PENDING, 9_500, 0);
        assertThat(order.facts().paid()).isFalse();
        assertThat(order.facts().paidAt()).isEmpty();
        order.payment(PaymentKind.MONEY, PaymentState.DECLINED, 9_500, 0);
        assertThat(order.facts().paid()).isFalse();
        order.authorized(9_500);
        assertThat(order.facts().paid()).isTrue();
        assertThat(order.facts().paidAt())
                .as("the payment that covered the order")
                .contains(THEN.plusSeconds(180));
    }

    @Test
    void storeCreditAndGiftCardsPayAsMoneyDoes() {
        for (PaymentKind kind : new PaymentKind[] {PaymentKind.STORE_CREDIT, PaymentKind.GIFT_CARD}) {
            OrderFacts facts = inEuro().article("tea", 1, 1_000)
                    .payment(kind, PaymentState.CAPTURED, 1_000, 1_000)
                    .facts();
            assertThat(facts.paid()).isTrue();
            is(facts.kept(kind), 1_000);
            is(facts.kept(PaymentKind.MONEY), 0);
        }
    }

    @Test
    void anOrderThatCostsNothingIsPaidWhenItIsPlaced() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000).discount(-1_000, 0).facts();
        assertThat(facts.paid()).isTrue();
        assertThat(facts.paidAt()).contains(THEN);
        assertThat(facts.taken()).isTrue();
    }

    @Test
    void aWholeOrderDiscountLowersNetAndTax() {
        OrderFacts facts = inEuro().line("tea", LineKind.ARTICLE, "1", "0", 10_000, 1_900)
                .discount(-1_000, -190)
                .captured(10_710)
                .facts();
        LineFacts line = facts.lines().get(0);
        is(line.net(), 9_000);
        is(line.tax(), 1_710);
        is(line.keptNet(), 9_000);
        assertThat(facts.paid()).isTrue();
        is(facts.due(), 10_710);
    }

    @Test
    void aFeeBelowZeroIsADiscount() {
        OrderFacts facts = inEuro().line("tea", LineKind.ARTICLE, "1", "0", 10_000, 1_900)
                .fee(-1_000, -190)
                .facts();
        is(facts.lines().get(0).net(), 9_000);
        is(facts.fees().ordered(), 0);
    }

    @Test
    void aDiscountIsSplitByLargestRemainder() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .article("mug", 1, 1_000)
                .article("pot", 1, 1_000)
                .discount(-100, 0)
                .facts();
        assertThat(facts.lines())
                .extracting(line -> line.gross().getAmountMinorInt())
                .containsExactly(966, 967, 967);
        is(facts.total(), 2_900);
    }

    @Test
    void aGiftCardThatIsBoughtIsNotDiscounted() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .line("card", LineKind.GIFT_CARD, "1", "0", 5_000, 0)
                .discount(-100, 0)
                .facts();
        assertThat(facts.lines())
                .extracting(line -> line.gross().getAmountMinorInt())
                .containsExactly(900, 5_000);
    }

    @Test
    void aSurchargeIsOwedAndBelongsToNoArticle() {
        OrderFacts facts = inEuro().article("tea", 1, 10_000)
                .fee(500, 0)
                .authorized(10_500)
                .facts();
        is(facts.due(), 10_500);
        is(facts.lines().get(0).gross(), 10_000);
        is(facts.lines().get(0).money().authorized(), 10_000);
        is(facts.fees().authorized(), 500);
        assertThat(facts.paid()).isTrue();
    }

    @Test
    void aRefundOfShippingLeavesTheGoodsPaid() {
        OrderFacts facts = inEuro().article("tea", 1, 10_000)
                .shipping(1_000)
                .captured(11_000)
                .refundShipping(1_000)
                .facts();
        is(facts.lines().get(0).keptNet(), 10_000);
        is(facts.shipping().kept(), 0);
        assertThat(facts.paid()).isTrue();
    }

    @Test
    void aRefundOfTaxLeavesTheNetAmount() {
        OrderFacts facts = inEuro().line("tea", LineKind.ARTICLE, "1", "0", 10_000, 1_900)
                .captured(11_900)
                .refundTax("l1", 1_900)
                .facts();
        is(facts.lines().get(0).keptNet(), 10_000);
        is(facts.lines().get(0).kept(), 10_000);
    }

    @Test
    void aRefundThatNamesALineIsForThatLine() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .article("mug", 1, 2_000)
                .captured(3_000)
                .refundLine("l2", 500)
                .facts();
        is(facts.lines().get(0).kept(), 1_000);
        is(facts.lines().get(1).kept(), 1_500);
    }

    @Test
    void aRefundWithoutANameIsFirstForWhatWasCancelledThenForTheTipThenForEverythingAlike() {
        AnyOrder order = inEuro().article("tea", 1, 1_000)
                .article("mug", 1, 2_000)
                .article("pot", 1, 3_000)
                .captured(6_500)
                .cancel("l2", "1");
        OrderFacts first = order.refund(2_000).facts();
        assertThat(first.lines())
                .extracting(line -> line.kept().getAmountMinorInt())
                .containsExactly(1_000, 0, 3_000);
        is(first.rest().kept(), 500);
        OrderFacts then = order.refund(900).facts();
        assertThat(then.lines())
                .extracting(line -> line.kept().getAmountMinorInt())
                .containsExactly(900, 0, 2_700);
        is(then.rest().kept(), 0);
    }

    @Test
    void moreGivenBackThanTakenIsCountedAndBelongsToNoLine() {
        OrderFacts facts =
                inEuro().article("tea", 1, 1_000).captured(1_000).refund(1_200).facts();
        is(facts.kept(), -200);
        is(facts.lines().get(0).kept(), 0);
        is(facts.rest().kept(), -200);
        assertThat(facts.paid()).isFalse();
    }

    @Test
    void centsLostInRoundingDoNotMatter() {
        AnyOrder order = inEuro().article("tea", 1, 1_299).shipping(490);
        order.captured(1_787);
        assertThat(order.facts().paid()).isTrue();
        assertThat(order.facts().taken()).isTrue();
        assertThat(inEuro().article("tea", 1, 1_299)
                        .shipping(490)
                        .captured(1_786)
                        .facts()
                        .paid())
                .as("one minor unit for each line and for shipping, no more")
                .isFalse();
    }

    @Test
    void aPartialCaptureKeepsTheRestReserved() {
        OrderFacts facts = inEuro().article("tea", 1, 10_000)
                .payment(PaymentKind.MONEY, PaymentState.AUTHORIZED, 10_000, 4_000)
                .facts();
        is(facts.authorized(), 6_000);
        is(facts.captured(), 4_000);
        assertThat(facts.paid()).isTrue();
        assertThat(facts.taken()).isFalse();
        is(facts.lines().get(0).money().authorized(), 6_000);
    }

    @Test
    void aTipBelongsToNoLine() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.MONEY, PaymentState.CAPTURED, 1_000, 1_200)
                .facts();
        is(facts.lines().get(0).kept(), 1_000);
        is(facts.rest().kept(), 200);
        is(facts.authorized(), 0);
    }

    @Test
    void aWeighedArticleIsExactToTheCent() {
        AnyOrder order =
                inEuro().line("nuts", LineKind.ARTICLE, "0.5", "0", 1_995, 140).captured(2_135);
        is(order.facts().lines().get(0).keptNet(), 1_995);
        OrderFacts some = order.cancel("l1", "0.2").facts();
        is(some.lines().get(0).standing(), 1_281);
        is(some.lines().get(0).standingNet(), 1_197);
    }

    @Test
    void cashOnDeliveryIsNoPaymentYetButWillBe() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.PENDING, 1_000, 0)
                .facts();
        assertThat(facts.paid()).isFalse();
        assertThat(facts.paidOnDelivery()).isTrue();
        OrderFacts delivered = inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.CAPTURED, 1_000, 1_000)
                .facts();
        assertThat(delivered.paid()).isTrue();
        assertThat(delivered.paidOnDelivery()).isFalse();
    }

    @Test
    void nothingIsOwedForACancelledOrderAndItIsNotPaid() {
        OrderFacts facts = inEuro().article("tea", 1, 1_000)
                .fee(100, 0)
                .shipping(490)
                .captured(1_590)
                .cancelled()
                .facts();
        is(facts.due(), 0);
        is(facts.total(), 1_590);
        is(facts.kept(), 1_590);
        assertThat(facts.paid()).isFalse();
        is(facts.lines().get(0).kept(), 1_000);
    }

    private static void is(Money amount, long cents) {
        assertThat(amount.getAmountMinorLong()).isEqualTo(cents);
    }
}
