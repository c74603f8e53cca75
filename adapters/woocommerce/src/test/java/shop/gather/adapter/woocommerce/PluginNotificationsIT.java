package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.NotificationReceiver;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What the plugin tells by itself, in a shop that has no webhooks. */
@RequiresPhp
class PluginNotificationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withPlugin());
    private final Story story = Story.at(server);
    private final NotificationReceiver ear = new NotificationReceiver();

    @AfterEach
    void stop() {
        ear.close();
        story.close();
        server.close();
    }

    private List<String> verified(PlacedOrder placed) {
        Notifications port = story.shop().notifications().orElseThrow();
        return ear.received().stream()
                .flatMap(heard -> port.changedOrders(heard).stream())
                .filter(placed.orderId()::equals)
                .toList();
    }

    private void untilTold(PlacedOrder placed, int times) {
        Instant end = Instant.now().plus(PATIENCE);
        while (verified(placed).size() < times) {
            assertThat(Instant.now()).as("waiting to be told of " + placed).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** In the request that changed the order: WooCommerce's webhooks would wait for WP-Cron. */
    @Test
    void anOrderIsToldWithoutWebhooks() {
        server.plugin().notifyTo(ear.url());
        PlacedOrder placed = story.both(Payment.AUTHORIZE);
        untilTold(placed, 1);
        assertThat(server.webhooks().all()).isEmpty();
    }

    @Test
    void aDeletedRefundIsTold() {
        PlacedOrder placed = story.both(Payment.AT_ONCE);
        story.driver().refund(placed.orderId(), placed.total().dividedBy(4, java.math.RoundingMode.DOWN));
        server.plugin().notifyTo(ear.url());
        StubOrder order = server.shop().orders.get(Long.parseLong(placed.orderId()));
        server.shop().deleteRefund(order, order.refunds.get(0));
        untilTold(placed, 1);
    }

    @Test
    void aNotificationThatIsForgedIsDropped() {
        server.plugin().notifyTo(ear.url());
        PlacedOrder placed = story.both(Payment.AUTHORIZE);
        untilTold(placed, 1);
        Notification told = ear.received().get(0);
        Notifications port = story.shop().notifications().orElseThrow();
        Notification changed = new Notification(told.headers(), told.body().replace(placed.orderId(), "1"));
        assertThatThrownBy(() -> port.changedOrders(changed))
                .isInstanceOfSatisfying(ShopException.class, dropped -> assertThat(dropped.error())
                        .isEqualTo(ShopError.BAD_SIGNATURE));
        Map<String, String> unsigned = new HashMap<>(told.headers());
        unsigned.remove("webhook-signature");
        assertThatThrownBy(() -> port.changedOrders(new Notification(unsigned, told.body())))
                .isInstanceOf(ShopException.class);
    }

    /** Nobody listens: the shop works as ever, and polling finds the order. */
    @Test
    void aShopWorksWhileGatherIsAway() {
        String cursor = story.shop()
                .orders()
                .changedSince(java.util.Optional.empty(), 1)
                .cursor();
        server.plugin().notifyTo("http://127.0.0.1:1/hooks/away");
        PlacedOrder placed = story.both(Payment.AUTHORIZE);
        assertThat(story.shop()
                        .orders()
                        .changedSince(java.util.Optional.of(cursor), 100)
                        .orderIds())
                .contains(placed.orderId());
    }
}
