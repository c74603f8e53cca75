package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.NotificationReceiver;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

class NotificationsIT {

    @Test
    void onlyWhatTheShopSignedIsBelieved() {
        try (SampleShopFixture fixture = SampleShopFixture.open();
                NotificationReceiver receiver = new NotificationReceiver()) {
            Notifications notifications = fixture.shop().notifications().orElseThrow();
            fixture.driver().notifyTo(receiver.url());
            PlacedOrder placed = order(fixture.driver(), Payment.AUTHORIZE);
            Await.until("a webhook", () -> !receiver.received().isEmpty());

            Notification genuine = receiver.received().get(0);
            assertThat(notifications.changedOrders(genuine)).containsExactly(placed.orderId());
            assertDropped(notifications, new Notification(genuine.headers(), genuine.body() + " "));
            assertDropped(notifications, new Notification(Map.of(), genuine.body()));
            assertDropped(notifications, with(genuine, "webhook-id", "msg_other"));
            assertDropped(notifications, with(genuine, "webhook-timestamp", "1"));
            assertDropped(notifications, with(genuine, "webhook-signature", "v1,AAAA"));
            assertThat(notifications.changedOrders(with(
                            genuine,
                            "webhook-signature",
                            "v1,AAAA " + genuine.headers().get("webhook-signature"))))
                    .as("one of several secrets during a rotation")
                    .containsExactly(placed.orderId());
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
            try (Shop old = SampleShopFixture.connect(fixture.driver().settings(), later)) {
                assertDropped(old.notifications().orElseThrow(), genuine);
            }
            try (SampleShopFixture stranger = SampleShopFixture.open()) {
                assertDropped(stranger.shop().notifications().orElseThrow(), genuine);
            }
        }
    }

    @Test
    void eachChangeIsToldUntilTheAddressIsTakenAway() {
        try (SampleShopFixture fixture = SampleShopFixture.open();
                NotificationReceiver receiver = new NotificationReceiver()) {
            SampleShopDriver driver = fixture.driver();
            driver.notifyTo(receiver.url());
            PlacedOrder placed = order(driver, Payment.AT_ONCE);
            driver.refund(placed.orderId(), placed.total());
            driver.cancel(placed.orderId());
            List<String> types = List.of("order.placed", "order.paid", "order.refunded", "order.cancelled");
            Await.until("all webhooks", () -> types.stream().allMatch(type -> receiver.received().stream()
                    .anyMatch(each -> each.body().contains('"' + type + '"'))));

            driver.notifyTo("");
            int before = receiver.received().size();
            order(driver, Payment.AT_ONCE);
            driver.notifyTo(receiver.url());
            PlacedOrder last = order(driver, Payment.AUTHORIZE);
            Await.until("the last webhook", () -> receiver.received().stream()
                    .anyMatch(each -> each.body().contains(last.orderId())));
            assertThat(receiver.received()).hasSize(before + 1);
        }
    }

    @Test
    void aWebhookThatIsNotTakenIsSentAgain() {
        try (SampleShopFixture fixture = SampleShopFixture.open();
                NotificationReceiver receiver = new NotificationReceiver(500, 302)) {
            fixture.driver().notifyTo(receiver.url());
            order(fixture.driver(), Payment.AUTHORIZE);
            Await.until("the third attempt", () -> receiver.received().size() == 3);
            assertThat(receiver.received().stream()
                            .map(each -> each.headers().get("webhook-id"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void webhooksAreDoubledOrLostOnDemand() {
        try (SampleShopFixture fixture = SampleShopFixture.open();
                NotificationReceiver receiver = new NotificationReceiver()) {
            SampleShopDriver driver = fixture.driver();
            driver.notifyTo(receiver.url());
            driver.faults(SampleShopFaults.none().webhooks(2, true, "0", 1));
            order(driver, Payment.AUTHORIZE);
            Await.until("three copies", () -> receiver.received().size() == 3);

            driver.faults(SampleShopFaults.none().webhooks(0, false, "1", 1));
            PlacedOrder lost = order(driver, Payment.AUTHORIZE);
            driver.noFaults();
            PlacedOrder told = order(driver, Payment.AUTHORIZE);
            Await.until("the order after it", () -> receiver.received().stream()
                    .anyMatch(each -> each.body().contains(told.orderId())));
            assertThat(receiver.received())
                    .noneMatch(each -> each.body().contains(lost.orderId()))
                    .hasSize(4);
        }
    }

    private static PlacedOrder order(SampleShopDriver driver, Payment payment) {
        return driver.checkout(new Checkout(
                driver.register("Mei Lin"),
                Map.of(driver.articles().get(0).variantId(), 1),
                null,
                null,
                Map.of(),
                payment));
    }

    private static Notification with(Notification genuine, String header, String value) {
        Map<String, String> headers = new HashMap<>(genuine.headers());
        headers.put(header, value);
        return new Notification(headers, genuine.body());
    }

    private static void assertDropped(Notifications notifications, Notification notification) {
        assertThatThrownBy(() -> notifications.changedOrders(notification))
                .isInstanceOfSatisfying(ShopException.class, dropped -> assertThat(dropped.error())
                        .isEqualTo(ShopError.BAD_SIGNATURE));
    }
}
