package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The contract of {@link LineCancellations}, for shops that have it: a failed team affects only its own line. */
@Proves(Capability.LINE_CANCELLATIONS)
public interface LineCancellationsContract extends ShopUnderTest {

    @Test
    default void lineCancellationsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.LINE_CANCELLATIONS, Shop::lineCancellations);
    }

    @Test
    default void onlyTheLineIsCancelledAndItKeepsItsAmounts() {
        LineCancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        OrderSnapshot before = scene.read(placed);
        Results.done(() -> port.cancelLine(cancellation(scene, before)));
        OrderSnapshot after = scene.read(placed);
        Line cancelled = line(scene, after);
        assertThat(cancelled.cancelledQuantity()).isEqualByComparingTo("2");
        assertThat(cancelled.quantity()).isEqualByComparingTo("2");
        assertThat(cancelled.net())
                .as("as first paid")
                .isEqualTo(line(scene, before).net());
        assertThat(cancelled.tax()).isEqualTo(line(scene, before).tax());
        assertThat(Books.linesOf(after, scene.otherArticle().variantId()))
                .isEqualTo(Books.linesOf(before, scene.otherArticle().variantId()));
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.OPEN);
    }

    @Test
    default void onlyTheLinesStockIsFreedAndOnlyOnce() {
        LineCancellations port = port();
        Scene scene = new Scene(this);
        int before = driver().stock(scene.article());
        int otherBefore = driver().stock(scene.otherArticle());
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        LineCancellation cancellation = cancellation(scene, scene.read(placed));
        Await.until("the stock to sink", () -> driver().stock(scene.article()) == before - 2);
        Results.done(() -> port.cancelLine(cancellation));
        Await.until("the stock to come back", () -> driver().stock(scene.article()) == before);
        Results.alreadyDone(() -> port.cancelLine(cancellation));
        try (Shop restarted = connect(Map.of())) {
            Results.alreadyDone(
                    () -> restarted.lineCancellations().orElseThrow().cancelLine(cancellation));
        }
        assertThat(driver().stock(scene.article())).isEqualTo(before);
        assertThat(driver().stock(scene.otherArticle())).isEqualTo(otherBefore - 1);
    }

    @Test
    default void capturedMoneyIsNotGivenBackByTheCancellation() {
        LineCancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = mixedCart(scene, Payment.AT_ONCE);
        Results.done(() -> port.cancelLine(cancellation(scene, scene.read(placed))));
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.captured(after)).isEqualTo(placed.total());
        assertThat(Books.refunded(after)).isEqualTo(Money.zero(after.currency()));
        assertThat(driver().record(placed.orderId()).refunds()).isZero();
    }

    /** The shop may capture less or refund the difference: in the end the buyer has paid the price of the rest. */
    @Test
    default void ofAnAuthorizationOnlyTheRestIsTaken() {
        LineCancellations port = port();
        DeferredCapture captures = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        OrderSnapshot before = scene.read(placed);
        Results.done(() -> port.cancelLine(cancellation(scene, before)));
        Money rest = placed.total().minus(line(scene, before).gross());
        Results.done(() -> captures.capture(new Capture(
                Results.newKey(),
                placed.orderId(),
                Scene.payment(scene.read(placed)).paymentId(),
                rest)));
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.captured(after).minus(Books.refunded(after))).isEqualTo(rest);
    }

    /**
     * The quantity is the cancelled total: a repetition, even under another key, cancels nothing more. A shop that
     * cancels whole lines only refuses and changes nothing: if it ignored the quantity, it would cancel units by
     * mistake.
     */
    @Test
    default void onlyTheWantedUnitsAreCancelled() {
        LineCancellations port = port();
        Scene scene = new Scene(this);
        int stock = driver().stock(scene.article());
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        OrderSnapshot before = scene.read(placed);
        if (!cancelsUnits()) {
            Results.refused(() -> port.cancelLine(units(scene, before)), RefusalCode.NOT_SUPPORTED);
            assertThat(scene.read(placed)).isEqualTo(before);
            return;
        }
        Await.until("the stock to sink", () -> driver().stock(scene.article()) == stock - 2);
        LineCancellation one = units(scene, before);
        Results.done(() -> port.cancelLine(one));
        Await.until("the stock of one unit to come back", () -> driver().stock(scene.article()) == stock - 1);
        Results.alreadyDone(() -> port.cancelLine(one));
        Results.alreadyDone(() -> port.cancelLine(units(scene, before)));
        OrderSnapshot after = scene.read(placed);
        Line cancelled = line(scene, after);
        assertThat(cancelled.cancelledQuantity()).isEqualByComparingTo("1");
        assertThat(cancelled.quantity()).isEqualByComparingTo("2");
        assertThat(cancelled.net())
                .as("as first paid")
                .isEqualTo(line(scene, before).net());
        assertThat(cancelled.tax()).isEqualTo(line(scene, before).tax());
        assertThat(Books.linesOf(after, scene.otherArticle().variantId()))
                .isEqualTo(Books.linesOf(before, scene.otherArticle().variantId()));
        assertThat(after.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(driver().stock(scene.article())).isEqualTo(stock - 1);
        Results.done(() -> port.cancelLine(cancellation(scene, before)));
        assertThat(line(scene, scene.read(placed)).cancelledQuantity()).isEqualByComparingTo("2");
        Await.until("the rest of the stock to come back", () -> driver().stock(scene.article()) == stock);
    }

    @Test
    default void whatTheOtherUnitsCostIsTakenOfAnAuthorization() {
        LineCancellations port = port();
        DeferredCapture captures = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        assumeTrue(cancelsUnits(), "this shop cancels whole lines only");
        Scene scene = new Scene(this);
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        Results.done(() -> port.cancelLine(units(scene, scene.read(placed))));
        Money rest = placed.total().minus(scene.article().price());
        Results.done(() -> captures.capture(new Capture(
                Results.newKey(),
                placed.orderId(),
                Scene.payment(scene.read(placed)).paymentId(),
                rest)));
        OrderSnapshot after = scene.read(placed);
        assertThat(Books.captured(after).minus(Books.refunded(after))).isEqualTo(rest);
    }

    @Test
    default void unknownLineIsRefusedAndNothingHappens() {
        LineCancellations port = port();
        Scene scene = new Scene(this);
        PlacedOrder placed = mixedCart(scene, Payment.AUTHORIZE);
        OrderSnapshot before = scene.read(placed);
        Results.refused(
                () -> port.cancelLine(
                        LineCancellation.whole(Results.newKey(), placed.orderId(), "99999999", "team failed")),
                RefusalCode.NOT_FOUND);
        Results.refused(
                () -> port.cancelLine(LineCancellation.whole(
                        Results.newKey(), "99999999", line(scene, before).lineId(), "team failed")),
                RefusalCode.NOT_FOUND);
        assertThat(scene.read(placed)).isEqualTo(before);
    }

    private LineCancellations port() {
        return Claims.port(this, Capability.LINE_CANCELLATIONS, Shop::lineCancellations);
    }

    private static PlacedOrder mixedCart(Scene scene, Payment payment) {
        Map<String, Integer> cart =
                Map.of(scene.article().variantId(), 2, scene.otherArticle().variantId(), 1);
        return scene.order(scene.buyer(), cart, payment);
    }

    private static Line line(Scene scene, OrderSnapshot order) {
        assertThat(Books.linesOf(order, scene.article().variantId())).hasSize(1);
        return Books.linesOf(order, scene.article().variantId()).get(0);
    }

    /** Cancels one of the two units. */
    private static LineCancellation units(Scene scene, OrderSnapshot order) {
        return new LineCancellation(
                Results.newKey(),
                order.orderId(),
                line(scene, order).lineId(),
                Optional.of(BigDecimal.ONE),
                "team failed");
    }

    private static LineCancellation cancellation(Scene scene, OrderSnapshot order) {
        return LineCancellation.whole(
                Results.newKey(), order.orderId(), line(scene, order).lineId(), "team failed");
    }
}
