package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The contract of {@link Refunds}, for shops that have it: each key refunds once, and never more than was captured. */
@Proves(Capability.REFUNDS)
public interface RefundsContract extends ShopUnderTest {

    @Test
    default void refundsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.REFUNDS, Shop::refunds);
    }

    @Test
    default void refundGivesBackExactlyAndIsFoundByItsKey() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        RefundRequest request = request(scene.read(placed), third(placed));
        Results.done(() -> port.refund(request));
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.refunded(order)).isEqualTo(third(placed));
        assertThat(Books.captured(order)).isEqualTo(placed.total());
        assertThat(Scene.payment(order).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(Books.refunds(order)).hasSize(1);
        Refund refund = Books.refunds(order).get(0);
        assertThat(refund.key()).as("found by the key of the command").contains(request.key());
        assertThat(refund.amount()).isEqualTo(third(placed));
        assertThat(refund.settled())
                .as("settled, also where the shop leaves that to its caller")
                .isTrue();
    }

    @Test
    default void repeatedRefundGivesBackOnce() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        RefundRequest request = request(scene.read(placed), third(placed));
        Results.done(() -> port.refund(request));
        Results.alreadyDone(() -> port.refund(request));
        assertThat(driver().record(placed.orderId()).refunds()).isEqualTo(1);
        assertThat(Books.refunded(scene.read(placed))).isEqualTo(third(placed));
    }

    /** The key is stored at the shop, not in the adapter's memory: Gather may have been restarted in between. */
    @Test
    default void repeatedRefundGivesBackOnceAfterARestart() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        RefundRequest request = request(scene.read(placed), third(placed));
        Results.done(() -> port.refund(request));
        try (Shop restarted = connect(Map.of())) {
            Results.alreadyDone(() -> restarted.refunds().orElseThrow().refund(request));
        }
        assertThat(driver().record(placed.orderId()).refunds()).isEqualTo(1);
        assertThat(Books.refunded(scene.read(placed))).isEqualTo(third(placed));
    }

    @Test
    default void twoKeysAreTwoRefundsEvenOfTheSameAmount() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        RefundRequest first = request(scene.read(placed), third(placed));
        RefundRequest second = request(scene.read(placed), third(placed));
        Results.done(() -> port.refund(first));
        Results.done(() -> port.refund(second));
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.refunded(order)).isEqualTo(third(placed).multipliedBy(2));
        assertThat(Books.refunds(order).stream().flatMap(refund -> refund.key().stream()))
                .containsExactlyInAnyOrder(first.key(), second.key());
    }

    @Test
    default void everythingCanBeGivenBack() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Results.done(() -> port.refund(request(scene.read(placed), placed.total())));
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.refunded(order)).isEqualTo(placed.total());
        assertThat(Books.captured(order)).isEqualTo(placed.total());
        Results.refused(
                () -> port.refund(request(order, Money.ofMinor(order.currency(), 1))), RefusalCode.AMOUNT_TOO_HIGH);
    }

    @Test
    default void moreThanWasTakenIsRefused() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Money tooMuch = placed.total().plus(Money.ofMinor(placed.total().getCurrencyUnit(), 1));
        Results.refused(() -> port.refund(request(scene.read(placed), tooMuch)), RefusalCode.AMOUNT_TOO_HIGH);
        assertThat(Books.refunds(scene.read(placed))).isEmpty();
    }

    @Test
    default void moreThanIsLeftIsRefused() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Money most = third(placed).multipliedBy(2);
        Results.done(() -> port.refund(request(scene.read(placed), most)));
        Results.refused(() -> port.refund(request(scene.read(placed), most)), RefusalCode.AMOUNT_TOO_HIGH);
        assertThat(Books.refunded(scene.read(placed))).isEqualTo(most);
    }

    /** An amount that was never captured cannot be refunded. Does not apply to a shop that captures at once. */
    @Test
    default void authorizedMoneyIsNotRefunded() {
        Refunds port = port();
        Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Results.refused(
                () -> port.refund(request(scene.read(placed), placed.total())),
                RefusalCode.PAYMENT_STATE,
                RefusalCode.AMOUNT_TOO_HIGH,
                RefusalCode.ORDER_STATE);
        assertThat(Books.refunded(scene.read(placed)))
                .isEqualTo(Money.zero(placed.total().getCurrencyUnit()));
    }

    @Test
    default void unknownOrderOrPaymentIsNotRefunded() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        String payment = Scene.payment(scene.read(placed)).paymentId();
        Results.refused(
                () -> port.refund(
                        new RefundRequest(Results.newKey(), "99999999", payment, third(placed), List.of(), "gone")),
                RefusalCode.NOT_FOUND);
        Results.refused(
                () -> port.refund(new RefundRequest(
                        Results.newKey(), placed.orderId(), "99999999", third(placed), List.of(), "gone")),
                RefusalCode.NOT_FOUND);
        assertThat(Books.refunds(scene.read(placed))).isEmpty();
    }

    /** A shop that does not store the lines of a refund reports none; it never reports other ones. */
    @Test
    default void linesOfARefundAreKeptOrLeftOut() {
        Refunds port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        OrderSnapshot before = scene.read(placed);
        RefundLine line = RefundLine.of(
                before.lines().get(0).lineId(), before.lines().get(0).gross());
        Results.done(() -> port.refund(new RefundRequest(
                Results.newKey(),
                placed.orderId(),
                Scene.payment(before).paymentId(),
                line.amount(),
                List.of(line),
                "damaged")));
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.refunded(after)).isEqualTo(line.amount());
        assertThat(Books.refunds(after).get(0).lines()).isIn(List.of(), List.of(line));
    }

    private Refunds port() {
        return Claims.port(this, Capability.REFUNDS, Shop::refunds);
    }

    private static Money third(PlacedOrder placed) {
        return placed.total().dividedBy(3, RoundingMode.DOWN);
    }

    private static RefundRequest request(OrderSnapshot order, Money amount) {
        return new RefundRequest(
                Results.newKey(), order.orderId(), Scene.payment(order).paymentId(), amount, List.of(), "team failed");
    }
}
