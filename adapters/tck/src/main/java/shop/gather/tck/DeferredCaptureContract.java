package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The contract of {@link DeferredCapture}, for shops that have it: money is captured when Gather asks for it, and once.
 */
@Proves(Capability.DEFERRED_CAPTURE)
public interface DeferredCaptureContract extends ShopUnderTest {

    @Test
    default void deferredCaptureIsThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
    }

    /** Without the port nothing may stay authorized, because the money would never be captured. */
    @Test
    default void moneyWaitsExactlyIfItCanBeCapturedLater() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        OrderSnapshot order = scene.read(placed);
        boolean waits = claims().contains(Capability.DEFERRED_CAPTURE);
        assertThat(Scene.payment(order).state())
                .as(
                        waits
                                ? "DEFERRED_CAPTURE is claimed: with AUTHORIZE the driver and the shop must authorize, not capture"
                                : "DEFERRED_CAPTURE is not claimed, so that nobody would ever capture this: the driver pays at once")
                .isEqualTo(waits ? PaymentState.AUTHORIZED : PaymentState.CAPTURED);
        assertThat(Scene.payment(order).amount()).isEqualTo(placed.total());
        assertThat(Books.captured(order)).isEqualTo(waits ? zero(placed) : placed.total());
        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(waits ? 0 : 1);
        Scene.payment(order).captureBefore().ifPresent(until -> assertThat(until)
                .isAfter(scene.now()));
    }

    @Test
    default void captureTakesTheMoneyOnce() {
        DeferredCapture port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        OrderSnapshot before = scene.read(placed);
        Results.done(() -> port.capture(whole(before, placed)));
        OrderSnapshot after = scene.read(placed);
        assertThat(Scene.payment(after).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(Books.captured(after)).isEqualTo(placed.total());
        assertThat(Books.refunded(after)).isEqualTo(zero(placed));
        assertThat(Scene.payment(after).paidAt())
                .as("authorized first")
                .isEqualTo(Scene.payment(before).paidAt());
        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(1);
    }

    @Test
    default void repeatedCaptureTakesNothingMore() {
        DeferredCapture port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Capture capture = whole(scene.read(placed), placed);
        Results.done(() -> port.capture(capture));
        Results.alreadyDone(() -> port.capture(capture));
        try (Shop restarted = connect(Map.of())) {
            Results.alreadyDone(() -> restarted.deferredCapture().orElseThrow().capture(capture));
        }
        Results.alreadyDone(() -> port.capture(whole(scene.read(placed), placed)));
        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(1);
        assertThat(Books.captured(scene.read(placed))).isEqualTo(placed.total());
    }

    @Test
    default void moreThanAuthorizedIsRefused() {
        DeferredCapture port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Money tooMuch = placed.total().plus(Money.ofMinor(placed.total().getCurrencyUnit(), 1));
        Results.refused(() -> port.capture(capture(scene.read(placed), tooMuch)), RefusalCode.AMOUNT_TOO_HIGH);
        assertThat(Books.captured(scene.read(placed))).isEqualTo(zero(placed));
    }

    /** A shop that cannot capture in part refuses a part and captures nothing. */
    @Test
    default void aPartIsTakenExactlyOrRefused() {
        DeferredCapture port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Money part = placed.total().dividedBy(3, RoundingMode.DOWN);
        CommandResult result = Results.settled(() -> port.capture(capture(scene.read(placed), part)));
        assertThat(result).isInstanceOfAny(Done.class, Refused.class);
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.captured(after).minus(Books.refunded(after)))
                .as("taken after %s", result)
                .isEqualTo(result instanceof Done ? part : zero(placed));
    }

    @Test
    default void unknownOrderOrPaymentIsRefused() {
        DeferredCapture port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        String payment = Scene.payment(scene.read(placed)).paymentId();
        Results.refused(
                () -> port.capture(new Capture(Results.newKey(), "99999999", payment, placed.total())),
                RefusalCode.NOT_FOUND);
        Results.refused(
                () -> port.capture(new Capture(Results.newKey(), placed.orderId(), "99999999", placed.total())),
                RefusalCode.NOT_FOUND);
        assertThat(Books.captured(scene.read(placed))).isEqualTo(zero(placed));
    }

    @Test
    default void nothingIsTakenAfterACancellation() {
        DeferredCapture port = port();
        Cancellations cancellations = Claims.port(this, Capability.CANCELLATIONS, Shop::cancellations);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Capture late = whole(scene.read(placed), placed);
        Results.done(() -> cancellations.cancel(new Cancellation(Results.newKey(), placed.orderId(), "team failed")));
        Results.refused(() -> port.capture(late), RefusalCode.PAYMENT_STATE, RefusalCode.ORDER_STATE);
        assertThat(Books.captured(scene.read(placed))).isEqualTo(zero(placed));
    }

    private DeferredCapture port() {
        return Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
    }

    private static Capture whole(OrderSnapshot order, PlacedOrder placed) {
        return capture(order, placed.total());
    }

    private static Capture capture(OrderSnapshot order, Money amount) {
        return new Capture(
                Results.newKey(), order.orderId(), Scene.payment(order).paymentId(), amount);
    }

    private static Money zero(PlacedOrder placed) {
        return Money.zero(placed.total().getCurrencyUnit());
    }
}
