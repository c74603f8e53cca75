package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The contract of {@link Cancellations}, for shops that have it. */
@Proves(Capability.CANCELLATIONS)
public interface CancellationsContract extends ShopUnderTest {

    @Test
    default void cancellationsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.CANCELLATIONS, Shop::cancellations);
    }

    @Test
    default void cancelVoidsWhatWasOnlyAuthorized() {
        Cancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        boolean waited = Scene.payment(scene.read(placed)).state() == PaymentState.AUTHORIZED;
        Results.done(() -> port.cancel(cancellation(placed)));
        OrderSnapshot order = scene.read(placed);
        assertThat(order.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(Scene.payment(order).state()).isEqualTo(waited ? PaymentState.VOIDED : PaymentState.CAPTURED);
        assertThat(Books.captured(order)).isEqualTo(waited ? zero(placed) : placed.total());
        assertThat(Books.refunded(order)).isEqualTo(zero(placed));
    }

    @Test
    default void cancelRefundsNothing() {
        Cancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Results.done(() -> port.cancel(cancellation(placed)));
        OrderSnapshot order = scene.read(placed);
        assertThat(order.state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(Books.captured(order)).isEqualTo(placed.total());
        assertThat(Books.refunded(order)).isEqualTo(zero(placed));
        assertThat(driver().record(placed.orderId()).refunds()).isZero();
    }

    @Test
    default void cancelFreesTheStockOnce() {
        Cancellations port = port();
        Scene scene = new Scene(this);
        int before = driver().stock(scene.article());
        PlacedOrder placed = scene.order(scene.buyer(), Map.of(scene.article().variantId(), 2), Payment.AUTHORIZE);
        Await.until("the stock to sink", () -> driver().stock(scene.article()) == before - 2);
        Cancellation cancellation = cancellation(placed);
        Results.done(() -> port.cancel(cancellation));
        Await.until("the stock to come back", () -> driver().stock(scene.article()) == before);
        Results.alreadyDone(() -> port.cancel(cancellation));
        assertThat(driver().stock(scene.article())).isEqualTo(before);
    }

    @Test
    default void repeatedCancelIsAlreadyDone() {
        Cancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Cancellation cancellation = cancellation(placed);
        Results.done(() -> port.cancel(cancellation));
        OrderSnapshot once = scene.read(placed);
        Results.alreadyDone(() -> port.cancel(cancellation));
        try (Shop restarted = connect(Map.of())) {
            Results.alreadyDone(() -> restarted.cancellations().orElseThrow().cancel(cancellation));
        }
        assertThat(scene.read(placed)).isEqualTo(once);
    }

    @Test
    default void otherOrdersStand() {
        Cancellations port = port();
        Scene scene = new Scene(this);
        ShopDriver.Customer buyer = scene.buyer();
        PlacedOrder stays = scene.order(buyer);
        PlacedOrder goes = scene.order(buyer);
        OrderSnapshot before = scene.read(stays);
        Results.done(() -> port.cancel(cancellation(goes)));
        assertThat(scene.read(stays)).isEqualTo(before);
    }

    @Test
    default void unknownOrderIsRefusedToCancel() {
        Cancellations port = port();
        Results.refused(
                () -> port.cancel(new Cancellation(Results.newKey(), "99999999", "team failed")),
                RefusalCode.NOT_FOUND);
    }

    private Cancellations port() {
        return Claims.port(this, Capability.CANCELLATIONS, Shop::cancellations);
    }

    private static Cancellation cancellation(PlacedOrder placed) {
        return new Cancellation(Results.newKey(), placed.orderId(), "team failed");
    }

    private static Money zero(PlacedOrder placed) {
        return Money.zero(placed.total().getCurrencyUnit());
    }
}
