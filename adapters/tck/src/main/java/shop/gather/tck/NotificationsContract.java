package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The contract of {@link Notifications}, for shops that have it: only messages that this shop has just sent are
 * accepted.
 */
@Proves(Capability.NOTIFICATIONS)
public interface NotificationsContract extends ShopUnderTest {

    @Test
    default void notificationsAreThereExactlyIfClaimed() {
        Claims.assertAsClaimedAfterReconnecting(this, Capability.NOTIFICATIONS, Shop::notifications);
    }

    @Test
    default void whatTheShopSendsNamesTheOrder() {
        Notifications port = port();
        try (Inbox inbox = new Inbox(driver(), port)) {
            Scene scene = new Scene(this);
            PlacedOrder placed = scene.order(scene.buyer());
            Notification notification = inbox.about(placed.orderId());
            assertThat(port.changedOrders(notification)).contains(placed.orderId());
            assertThat(port.changedOrders(notification))
                    .as("read twice: it is only a hint")
                    .contains(placed.orderId());
        }
    }

    @Test
    default void refundIsNotified() {
        Notifications port = port();
        Scene scene = new Scene(this);
        try (Inbox inbox = new Inbox(driver(), port)) {
            PlacedOrder placed = scene.paidOrder();
            inbox.about(placed.orderId());
            inbox.settle();
            driver().refund(placed.orderId(), Money.ofMinor(placed.total().getCurrencyUnit(), 1));
            inbox.about(placed.orderId());
        }
    }

    @Test
    default void tamperedBodyIsDropped() {
        Notifications port = port();
        Notification good = oneNotification(port);
        assertDropped(port, new Notification(good.headers(), good.body() + " "));
        assertDropped(port, new Notification(good.headers(), good.body().replaceFirst("[0-9]", "x")));
        assertDropped(port, new Notification(good.headers(), ""));
    }

    @Test
    default void unsignedIsDropped() {
        Notifications port = port();
        Notification good = oneNotification(port);
        assertDropped(port, new Notification(Map.of(), good.body()));
        assertDropped(port, new Notification(Map.of("content-type", "application/json"), good.body()));
        Map<String, String> emptied = new HashMap<>(good.headers());
        emptied.replaceAll((name, value) -> "");
        assertDropped(port, new Notification(emptied, good.body()));
    }

    @Test
    default void signatureOfAnotherNotificationIsDropped() {
        Notifications port = port();
        try (Inbox inbox = new Inbox(driver(), port)) {
            Scene scene = new Scene(this);
            Notification first = inbox.about(scene.order(scene.buyer()).orderId());
            Notification second = inbox.about(scene.order(scene.buyer()).orderId());
            assertThat(first.body()).isNotEqualTo(second.body());
            assertDropped(port, new Notification(first.headers(), second.body()));
        }
    }

    /** A genuine notification that is replayed a day later. */
    @Test
    default void oldIsDropped() {
        Notifications port = port();
        Notification good = oneNotification(port);
        try (Shop tomorrow = connect(Map.of(), Clock.offset(clock(), Duration.ofDays(1)))) {
            assertDropped(tomorrow.notifications().orElseThrow(), good);
        }
    }

    /** Anybody who reaches the address may send anything; it must not cost a call to the shop. */
    @Test
    default void readingCallsNothing() {
        Notification good = oneNotification(port());
        try (WatchedDoors doors = new WatchedDoors(this);
                Shop fresh = connect(doors.settings())) {
            fresh.identify();
            int before = doors.calls();
            assertThat(before).as("who the shop is was asked here").isPositive();
            Notifications port = fresh.notifications().orElseThrow();
            assertThat(port.changedOrders(good)).isNotEmpty();
            assertDropped(port, new Notification(good.headers(), good.body() + " "));
            assertThat(doors.calls()).as("requests to the shop").isEqualTo(before);
        }
    }

    private Notifications port() {
        return Claims.port(this, Capability.NOTIFICATIONS, Shop::notifications);
    }

    private Notification oneNotification(Notifications port) {
        try (Inbox inbox = new Inbox(driver(), port)) {
            Scene scene = new Scene(this);
            return inbox.about(scene.order(scene.buyer()).orderId());
        }
    }

    private static void assertDropped(Notifications port, Notification notification) {
        Throwable thrown = catchThrowable(() -> port.changedOrders(notification));
        assertThat(thrown).as("reading %s", notification).isInstanceOf(ShopException.class);
        assertThat(((ShopException) thrown).error()).isEqualTo(ShopError.BAD_SIGNATURE);
    }
}
