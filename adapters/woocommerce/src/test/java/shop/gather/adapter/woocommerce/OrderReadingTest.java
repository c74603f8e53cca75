package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static shop.gather.adapter.woocommerce.CannedShop.line;
import static shop.gather.adapter.woocommerce.CannedShop.order;
import static shop.gather.adapter.woocommerce.CannedShop.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.LineKind;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;

/**
 * What is made of the orders that a WooCommerce, or what stands there instead, may tell: every cent is accounted for,
 * or the answer is refused.
 */
class OrderReadingTest {

    private final CannedShop canned = new CannedShop();
    private final CannedHttp http = canned.http();

    /** PHP writes its warnings before the answer. */
    @Test
    void anAnswerWithAWarningBeforeItIsUnreadable() {
        Shop shop = canned.connect();
        http.json(
                "/orders/7",
                "<b>Warning</b>: Undefined index\n" + order("processing", "null", "", "", "\"total\":\"0\""));
        assertThat(refusal(() -> shop.orders().order("7")).error()).isEqualTo(ShopError.BAD_ANSWER);
    }

    @Test
    void linesOfFineAmountsCostTogetherWhatWasCharged() {
        String third = "\"total\":\"20.01\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"";
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "5.605042", "1.064958") + "," + line(2, "5.605042", "1.064958") + ","
                                + line(3, "5.605042", "1.064958"),
                        third,
                        ""));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.lines()).extracting(OrderSnapshot.Line::gross).containsOnly(Money.parse("EUR 6.67"));
        assertThat(order.shipping()).isEqualTo(Money.zero(CurrencyUnit.EUR));
        assertThat(order.lines())
                .allMatch(each -> each.net().isPositive() && !each.tax().isNegative());
        assertThat(order.payments().get(0).paidAt()).contains(Instant.parse("2026-11-22T11:05:00Z"));
    }

    private static List<Integer> gross(OrderSnapshot order, LineKind kind) {
        return order.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(line -> line.gross().getAmountMinorInt())
                .toList();
    }

    @Test
    void aCentTooManyIsFoundAndAFeeIsALineOfItsOwn() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "3.335", "0") + "," + line(2, "3.335", "0") + "," + line(3, "3.33", "0"),
                        "\"total\":\"14.50\",\"shipping_total\":\"2.00\",\"shipping_tax\":\"0.38\"",
                        ",\"fee_lines\":[{\"id\":4,\"total\":\"2.12\",\"total_tax\":\"0.00\"}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.shipping()).isEqualTo(Money.parse("EUR 2.38"));
        assertThat(gross(order, LineKind.ARTICLE)).containsExactly(334, 333, 333);
        assertThat(gross(order, LineKind.FEE)).containsExactly(212);
    }

    @Test
    void aFeeBelowZeroIsADiscountWithItsTax() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "100.00", "19.00"),
                        "\"total\":\"107.10\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"fee_lines\":[{\"id\":4,\"total\":\"-10.00\",\"total_tax\":\"-1.90\"}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        OrderSnapshot.Line article = order.lines().get(0);
        assertThat(article.net()).isEqualTo(Money.parse("EUR 100.00"));
        assertThat(article.tax()).isEqualTo(Money.parse("EUR 19.00"));
        OrderSnapshot.Line discount = order.lines().get(1);
        assertThat(discount.kind()).isEqualTo(LineKind.DISCOUNT);
        assertThat(discount.net()).isEqualTo(Money.parse("EUR -10.00"));
        assertThat(discount.tax()).isEqualTo(Money.parse("EUR -1.90"));
        assertThat(order.payments().get(0).amount()).isEqualTo(Money.parse("EUR 107.10"));
    }

    /** Once as WooCommerce Gift Cards names it, once as extensions do that only lower the total. */
    @ParameterizedTest
    @ValueSource(strings = {",\"gift_cards\":[{\"id\":43,\"code\":\"XXXX\",\"amount\":69}]", ""})
    void aGiftCardIsAPaymentAndNoDiscount(String named) {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "100.00", "19.00"),
                        "\"total\":\"50.00\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        named));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.lines().get(0).net()).isEqualTo(Money.parse("EUR 100.00"));
        assertThat(order.lines().get(0).tax()).isEqualTo(Money.parse("EUR 19.00"));
        assertThat(order.payments())
                .extracting(OrderSnapshot.Payment::kind, OrderSnapshot.Payment::captured)
                .containsExactly(
                        tuple(PaymentKind.MONEY, Money.parse("EUR 50.00")),
                        tuple(PaymentKind.GIFT_CARD, Money.parse("EUR 69.00")));
    }

    @Test
    void anOrderPaidWhollyByGiftCardIsPaid() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "100.00", "19.00"),
                        "\"total\":\"0.00\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"gift_cards\":[{\"id\":43,\"code\":\"XXXX\",\"amount\":119}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.payments())
                .extracting(OrderSnapshot.Payment::kind, OrderSnapshot.Payment::captured)
                .containsExactly(tuple(PaymentKind.GIFT_CARD, Money.parse("EUR 119.00")));
    }

    @Test
    void theMoneyOfAGiftCardIsBackWhenTheOrderFails() {
        http.json(
                "/orders/7",
                order(
                        "failed",
                        "null",
                        line(1, "100.00", "19.00"),
                        "\"total\":\"114.00\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"gift_cards\":[{\"id\":43,\"code\":\"XXXX\",\"amount\":5}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.payments())
                .extracting(OrderSnapshot.Payment::kind, OrderSnapshot.Payment::state)
                .containsExactly(
                        tuple(PaymentKind.MONEY, PaymentState.DECLINED),
                        tuple(PaymentKind.GIFT_CARD, PaymentState.VOIDED));
    }

    @Test
    void cashOnDeliveryIsNoMoneyYet() {
        http.json(
                "/orders/7",
                order(
                                "processing",
                                "null",
                                line(1, "10.00", "1.90"),
                                "\"total\":\"11.90\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                                "")
                        .replace("\"card\"", "\"cod\""));
        OrderSnapshot.Payment payment =
                canned.connect().orders().order("7").orElseThrow().payments().get(0);
        assertThat(payment.kind()).isEqualTo(PaymentKind.CASH_ON_DELIVERY);
        assertThat(payment.state()).isEqualTo(PaymentState.PENDING);
    }

    /** A shop that sells tea by weight, and an article whose product was deleted. */
    @Test
    void aLineOfHalfAnArticleAndOneWithoutAProductAreRead() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "1.90").replace("\"quantity\":1", "\"quantity\":0.5") + ","
                                + line(2, "10.00", "1.90").replace("\"product_id\":12", "\"product_id\":0"),
                        "\"total\":\"23.80\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ""));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.lines().get(0).quantity()).isEqualTo(new java.math.BigDecimal("0.5"));
        assertThat(order.lines().get(0).variantId()).contains("12");
        assertThat(order.lines().get(1).variantId()).isEmpty();
        assertThat(order.lines().get(1).gross()).isEqualTo(Money.parse("EUR 11.90"));
    }

    /** Once for shipping, once of the tax alone. */
    @Test
    void aRefundSaysWhatIsForShippingAndWhatIsTax() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "100.00", "19.00"),
                        "\"total\":\"129.00\",\"shipping_total\":\"10.00\",\"shipping_tax\":\"0\"",
                        ",\"refunds\":[{\"id\":9,\"total\":\"-10.00\"},{\"id\":10,\"total\":\"-19.00\"}]"));
        http.json("/orders/7/refunds", """
                [{"id":9,"amount":"10.00","reason":"late","date_created_gmt":"2026-11-22T11:20:00","line_items":[],
                  "shipping_lines":[{"id":91,"total":"-10.00","total_tax":"0.00"}]},
                 {"id":10,"amount":"19.00","reason":"export","date_created_gmt":"2026-11-22T11:21:00","line_items":[
                  {"id":90,"quantity":0,"total":"0.00","total_tax":"-19.00","meta_data":[{"id":1,"key":"_refunded_item_id","value":"1"}]}]}]""");
        List<OrderSnapshot.Refund> refunds = canned.connect()
                .orders()
                .order("7")
                .orElseThrow()
                .payments()
                .get(0)
                .refunds();
        assertThat(refunds.get(0).shipping()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(refunds.get(0).lines()).isEmpty();
        assertThat(refunds.get(1).shipping().isZero()).isTrue();
        assertThat(refunds.get(1).lines())
                .containsExactly(new RefundLine("1", Money.parse("EUR 19.00"), Optional.of(Money.parse("EUR 19.00"))));
    }

    @Test
    void linesOfARefundByAPersonAreRead() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "1.90"),
                        "\"total\":\"11.90\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"refunds\":[{\"id\":9,\"total\":\"-5.95\"}]"));
        http.json("/orders/7/refunds", """
                [{"id":9,"amount":"5.95","reason":"broken","date_created_gmt":"2026-11-22T11:20:00","line_items":[
                  {"id":90,"quantity":0,"total":"-5.00","total_tax":"-0.95","meta_data":[{"id":1,"key":"_refunded_item_id","value":"1"}]}]}]""");
        OrderSnapshot.Refund refund = canned.connect()
                .orders()
                .order("7")
                .orElseThrow()
                .payments()
                .get(0)
                .refunds()
                .get(0);
        assertThat(refund.lines())
                .containsExactly(new RefundLine("1", Money.parse("EUR 5.95"), Optional.of(Money.parse("EUR 0.95"))));
        assertThat(refund.key()).isEmpty();
    }

    @Test
    void whatWasThrownAwayOrNeverPlacedIsNoOrder() {
        for (String status : new String[] {"trash", "auto-draft", "checkout-draft"}) {
            http.json("/orders/7", order(status, "null", "", "\"total\":\"0\"", ""));
            assertThat(canned.connect().orders().order("7")).as(status).isEmpty();
        }
    }

    @Test
    void fractionsOfACentAreRefused() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "null",
                        "",
                        "\"total\":\"1.005\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ""));
        assertThat(refusal(() -> canned.connect().orders().order("7"))).hasMessageContaining("decimals");
    }
}
