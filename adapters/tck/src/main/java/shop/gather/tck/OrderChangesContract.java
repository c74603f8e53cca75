package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The contract of {@link shop.gather.spi.Orders#changedSince}, for every shop: each change is reported at least once,
 * from now on.
 */
public interface OrderChangesContract extends ShopUnderTest {

    @Test
    default void firstCallStartsNowWithoutHistory() {
        Scene scene = new Scene(this);
        PlacedOrder before = scene.order(scene.buyer());
        Changes first = shop().orders().changedSince(Optional.empty(), 500);
        assertThat(first.orderIds())
                .as("no history, so not order %s either", before.orderId())
                .isEmpty();
        assertThat(first.more()).isFalse();
        assertThat(first.cursor()).isNotNull().hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    default void placedOrderIsTold() {
        Scene scene = new Scene(this);
        Feed feed = new Feed(shop());
        PlacedOrder placed = scene.order(scene.buyer());
        feed.awaitAll("a placed order", placed.orderId());
    }

    /** A common trap: in most shops a refund does not update the order's time stamp. */
    @Test
    default void refundIsTold() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.paidOrder();
        Feed feed = new Feed(shop());
        feed.drain(placed.orderId());
        driver().refund(placed.orderId(), Money.ofMinor(placed.total().getCurrencyUnit(), 1));
        feed.awaitAll("a refund", placed.orderId());
    }

    @Test
    default void cancelIsTold() {
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        Feed feed = new Feed(shop());
        feed.drain(placed.orderId());
        driver().cancel(placed.orderId());
        feed.awaitAll("a cancellation", placed.orderId());
    }

    /** Does not apply to a shop that always captures at once. */
    @Test
    default void captureIsTold() {
        DeferredCapture port = Claims.port(this, Capability.DEFERRED_CAPTURE, Shop::deferredCapture);
        Scene scene = new Scene(this);
        PlacedOrder placed = scene.order(scene.buyer());
        OrderSnapshot order = scene.read(placed);
        Feed feed = new Feed(shop());
        feed.drain(placed.orderId());
        Results.done(() -> port.capture(new Capture(
                Results.newKey(), placed.orderId(), Scene.payment(order).paymentId(), placed.total())));
        feed.awaitAll("a capture", placed.orderId());
    }

    @Test
    default void pagesKeepToTheLimitAndReachTheEnd() {
        Scene scene = new Scene(this);
        Feed feed = new Feed(shop());
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            placed.add(scene.order(scene.buyer()).orderId());
        }
        feed.limit(1);
        feed.awaitAll("three orders, read one by one", placed.toArray(String[]::new));
    }

    /** Gather may stop between reading a page and storing its cursor. */
    @Test
    default void sameCursorTellsTheSameAgain() {
        Scene scene = new Scene(this);
        String cursor = shop().orders().changedSince(Optional.empty(), 500).cursor();
        PlacedOrder placed = scene.order(scene.buyer(), Map.of(scene.article().variantId(), 1), Payment.AT_ONCE);
        Await.until("the order at the cursor", () -> idsFrom(shop(), cursor).contains(placed.orderId()));
        assertThat(idsFrom(shop(), cursor)).contains(placed.orderId());
        try (Shop restarted = connect(Map.of())) {
            assertThat(idsFrom(restarted, cursor)).as("after a restart").contains(placed.orderId());
        }
    }

    private static Set<String> idsFrom(Shop shop, String cursor) {
        Set<String> ids = new HashSet<>();
        Changes page = shop.orders().changedSince(Optional.of(cursor), 500);
        ids.addAll(page.orderIds());
        for (int pages = 1; page.more() && pages < 20; pages++) {
            page = shop.orders().changedSince(Optional.of(page.cursor()), 500);
            ids.addAll(page.orderIds());
        }
        return ids;
    }
}
