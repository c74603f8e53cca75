package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;

/** Orders of 14.90 that were paid with credit, as Medusa's loyalty plugin keeps them. */
class SpentCreditTest {

    private static final String STORE_CREDIT = credit("ordcl_1", "store-credit", "14.9");

    private final CannedHttp http = new CannedHttp();
    private final OrderReader reader = new OrderReader(http.api());

    @Test
    void anOrderPaidWhollyByStoreCreditIsPaidAndItsTotalsAgree() {
        OrderSnapshot order = read(STORE_CREDIT, "");
        Payment payment = order.payments().get(0);
        assertThat(order.payments()).hasSize(1);
        assertThat(payment.kind()).isEqualTo(PaymentKind.STORE_CREDIT);
        assertThat(payment.state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(payment.captured()).isEqualTo(euro("14.90"));
        Money owed = order.lines().stream().map(OrderSnapshot.Line::gross).reduce(order.shipping(), Money::plus);
        assertThat(owed).isEqualTo(payment.captured());
        assertThat(payment.paidAt()).contains(order.placedAt());
    }

    @Test
    void aGiftCardAndACardTogetherPayTheOrder() {
        OrderSnapshot order = read(
                credit("ordcl_1", "gift-card", "5"),
                "{\"id\":\"pay_1\",\"provider_id\":\"card\",\"amount\":9.9,\"created_at\":\"2026-11-22T09:00:00Z\","
                        + "\"captures\":[],\"refunds\":[]}");
        assertThat(order.payments())
                .extracting(Payment::kind)
                .containsExactly(PaymentKind.GIFT_CARD, PaymentKind.MONEY);
        assertThat(order.payments().stream().map(Payment::amount).reduce(euro("0"), Money::plus))
                .isEqualTo(euro("14.90"));
    }

    @Test
    void whatGatherAndMedusaCreditForCancelledPartsIsNoPayment() {
        OrderSnapshot order = read(
                String.join(
                        ",",
                        credit("ordcl_1", PlacedOrder.LINE_CREDIT, "10"),
                        credit("ordcl_2", MedusaCaptures.CAPTURE_CREDIT, "4"),
                        credit("ordcl_3", "order", "1")),
                "");
        assertThat(order.payments()).isEmpty();
    }

    @Test
    void creditThatTheShopGaveBackIsARefund() {
        String lines = String.join(
                ",",
                credit("ordcl_1", "gift-card", "4.9"),
                credit("ordcl_2", "store-credit", "10"),
                credit("ordcl_3", "order", "-6"));
        assertThat(read(lines, "").payments())
                .extracting(payment -> payment.refunds().stream()
                        .map(OrderSnapshot.Refund::amount)
                        .toList())
                .containsExactly(List.of(euro("4.90")), List.of(euro("1.10")));
    }

    @Test
    void creditIsGivenBackByAPersonAndTheRefusalSaysHow() {
        http.then(200, json(STORE_CREDIT, ""));
        CommandResult refused = new MedusaRefunds(http.api(), reader)
                .refund(new RefundRequest("key", "order_1", "ordcl_1", euro("14.90"), List.of(), "failed"));
        assertThat(refused).isInstanceOfSatisfying(CommandResult.Refused.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_SUPPORTED);
            assertThat(refusal.reason()).contains("as store credit");
        });
        assertThat(http.requests()).hasSize(1);
    }

    private OrderSnapshot read(String creditLines, String payment) {
        http.then(200, json(creditLines, payment));
        return reader.snapshot(reader.placed("order_1").orElseThrow());
    }

    private static String json(String creditLines, String payment) {
        return "{\"order\":{\"id\":\"order_1\",\"display_id\":7,\"status\":\"pending\",\"version\":1,\"is_draft_order\":false,"
                + "\"currency_code\":\"eur\",\"created_at\":\"2026-11-22T09:00:00Z\",\"shipping_total\":4.9,"
                + "\"summary\":{\"pending_difference\":0},\"credit_lines\":[" + creditLines
                + "],\"payment_collections\":[{\"payments\":[" + payment + "]}],"
                + "\"items\":[{\"id\":\"ordli_1\",\"variant_id\":\"v\",\"quantity\":1,\"total\":10,\"tax_total\":1.6}]}}";
    }

    private static String credit(String id, String reference, String amount) {
        return "{\"id\":\"%s\",\"reference\":\"%s\",\"reference_id\":\"x\",\"amount\":%s,\"created_at\":\"2026-11-22T09:00:00Z\"}"
                .formatted(id, reference, amount);
    }

    private static Money euro(String amount) {
        return Money.parse("EUR " + amount);
    }
}
