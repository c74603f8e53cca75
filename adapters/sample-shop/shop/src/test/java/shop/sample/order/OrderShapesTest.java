package shop.sample.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static shop.sample.order.OpenShop.MUG;
import static shop.sample.order.OpenShop.TEA;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.sample.order.Checkout.WantedLine;
import shop.sample.order.Order.LineKind;
import shop.sample.order.Order.PaymentKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Problem;

/** Orders of other shapes than one article and one card. Tea costs 12.99, shipping 4.90. */
class OrderShapesTest {

    private final OpenShop open = OpenShop.taxed(true, "19");

    private Order places(List<WantedLine> lines, List<String> adjustments, String giftCard, String payment) {
        return open.place(
                null,
                new Checkout.Request(lines, List.of(), adjustments, Map.of(), null, giftCard, null, payment, null));
    }

    private static List<WantedLine> oneTea() {
        return List.of(new WantedLine(TEA, 1));
    }

    @Test
    void anOfferedPriceHoldsForSoManyPiecesOverAllLines() {
        String buyer = open.customer();
        open.admit(buyer, "ADM-1", 999, 1, Instant.now().plusSeconds(600));
        Order order = open.place(
                buyer,
                new Checkout.Request(
                        List.of(new WantedLine(TEA, 1), new WantedLine(TEA, 2)),
                        List.of("ADM-1"),
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        "authorize",
                        null));
        assertThat(order.lines()).extracting(Order.Line::activeGross).containsExactly(999L, 2598L);
        assertThat(open.stock(TEA)).isEqualTo(7);
    }

    @Test
    void piecesAtTheOfferedPriceAreTheFirstToBeCancelled() {
        String buyer = open.customer();
        open.admit(buyer, "ADM-1", 999, 1, Instant.now().plusSeconds(600));
        Order order = open.place(buyer, Map.of(TEA, 3), "pay-now", "ADM-1");
        cancelPieces(order, 1);
        assertThat(open.read(order).activeTotal()).isEqualTo(2 * 1299 + 490);
        assertThat(open.stock(TEA)).isEqualTo(8);
        cancelPieces(order, 1);
        cancelPieces(order, 2);
        assertThat(open.read(order).activeTotal()).isEqualTo(1299 + 490);
        assertThat(open.stock(TEA)).isEqualTo(9);
    }

    private void cancelPieces(Order order, int pieces) {
        open.does(transaction -> open.commands.cancelLine(
                transaction,
                open.shop,
                order.orderId(),
                order.lines().get(0).lineId(),
                new OrderCommands.CancelLineRequest(pieces, "no")));
    }

    @Test
    void feesAndDiscountsAreLinesOfTheirOwn() {
        open.adjustment("wrapping", 500);
        open.adjustment("voucher", -200);
        Order order = places(oneTea(), List.of("wrapping", "voucher"), null, "authorize");
        assertThat(order.total()).isEqualTo(1299 + 500 - 200 + 490);
        assertThat(order.lines())
                .extracting(Order.Line::kind)
                .containsExactly(LineKind.ARTICLE, LineKind.FEE, LineKind.DISCOUNT);
        open.adjustment("too-much", -1300);
        assertThatThrownBy(() -> places(oneTea(), List.of("too-much"), null, "authorize"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aGiftCardPaysFirstAndTheRestIsCapturedOnce() {
        open.giftCard("GIFT", 500);
        Order order = places(oneTea(), null, "GIFT", "authorize");
        assertThat(order.payments())
                .extracting(Payment::kind, Payment::state, Payment::amount)
                .containsExactly(
                        tuple(PaymentKind.GIFT_CARD, PaymentState.CAPTURED, 500L),
                        tuple(PaymentKind.MONEY, PaymentState.AUTHORIZED, 1289L));
        assertThatThrownBy(() -> capture(order, 1290)).isInstanceOf(Problem.class);
        capture(order, 1289);
        assertThat(open.read(order).open()).isZero();
    }

    @Test
    void aPendingPaymentKeepsStockUntilItIsDeclined() {
        Order order = places(oneTea(), null, null, "pending");
        assertThat(open.stock(TEA)).isEqualTo(9);
        open.corrections.settle(
                open.shop, order.orderId(), order.payments().get(0).paymentId(), "decline");
        assertThat(open.stock(TEA)).isEqualTo(10);
    }

    @Test
    void aCashOnDeliveryPaymentIsCapturedAtDelivery() {
        Order order = places(oneTea(), null, null, "cash-on-delivery");
        Order delivered = open.corrections.settle(
                open.shop, order.orderId(), order.payments().get(0).paymentId(), "pay-now");
        assertThat(delivered.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.kind()).isEqualTo(PaymentKind.CASH_ON_DELIVERY);
            assertThat(payment.captured()).isEqualTo(1789);
        });
    }

    @Test
    void aRestoredOrderTakesItsStockAgain() {
        Order order = places(oneTea(), null, null, "pay-now");
        open.does(transaction ->
                open.commands.cancel(transaction, open.shop, order.orderId(), new OrderCommands.CancelRequest("no")));
        assertThat(open.stock(TEA)).isEqualTo(10);
        Order restored = open.corrections.restore(open.shop, order.orderId());
        assertThat(open.stock(TEA)).isEqualTo(9);
        assertThat(restored.activeTotal()).isEqualTo(order.total());
    }

    @Test
    void anExchangedLineKeepsItsPriceAndMovesItsStock() {
        Order order = places(oneTea(), null, null, "authorize");
        String line = order.lines().get(0).lineId();
        Order exchanged =
                open.corrections.exchange(open.shop, order.orderId(), line, new Corrections.NewArticle(MUG, null));
        assertThat(exchanged.total()).isEqualTo(order.total());
        assertThat(open.stock(TEA)).isEqualTo(10);
        assertThat(open.stock(MUG)).isEqualTo(9);
    }

    @Test
    void aTipIsCapturedBeyondThePrice() {
        Order order = places(oneTea(), null, null, "authorize");
        open.does(transaction -> open.commands.capture(
                transaction,
                open.shop,
                order.orderId(),
                "tip",
                new OrderCommands.CaptureRequest(order.payments().get(0).paymentId(), 1889L, 100L, null)));
        assertThat(open.read(order).payments().get(0).captured()).isEqualTo(1889);
    }

    private void capture(Order order, long total) {
        open.does(transaction -> open.commands.capture(
                transaction,
                open.shop,
                order.orderId(),
                "capture-" + total,
                new OrderCommands.CaptureRequest(order.payments().get(1).paymentId(), total, null, null)));
    }
}
