package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.adapter.woocommerce.CannedShop.line;
import static shop.gather.adapter.woocommerce.CannedShop.order;
import static shop.gather.adapter.woocommerce.CannedShop.refusal;

import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;

/** What is made of the orders that a WooCommerce, or what stands there instead, may tell: every cent is accounted for, or the answer is refused. */
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

    @Test
    void aCentTooManyIsFoundAndFeesAreLikeShipping() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "3.335", "0") + "," + line(2, "3.335", "0") + "," + line(3, "3.33", "0"),
                        "\"total\":\"14.50\",\"shipping_total\":\"2.00\",\"shipping_tax\":\"0.38\"",
                        ",\"fee_lines\":[{\"total\":\"2.12\",\"total_tax\":\"0.00\"}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.shipping()).isEqualTo(Money.parse("EUR 4.50"));
        assertThat(order.lines())
                .extracting(each -> each.gross().getAmountMinorInt())
                .containsExactly(334, 333, 333);
    }

    @Test
    void aFeeBelowZeroIsADiscountOnTheGoods() {
        http.json(
                "/orders/7",
                order(
                        "processing",
                        "\"2026-11-22T11:05:00\"",
                        line(1, "10.00", "0") + "," + line(2, "5.00", "0"),
                        "\"total\":\"12.00\",\"shipping_total\":\"0\",\"shipping_tax\":\"0\"",
                        ",\"fee_lines\":[{\"total\":\"-3.00\",\"total_tax\":\"0.00\"}]"));
        OrderSnapshot order = canned.connect().orders().order("7").orElseThrow();
        assertThat(order.lines())
                .extracting(each -> each.gross().getAmountMinorInt())
                .containsExactly(800, 400);
        assertThat(order.shipping().isZero()).isTrue();
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
        assertThat(refund.lines()).containsExactly(RefundLine.of("1", Money.parse("EUR 5.95")));
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
