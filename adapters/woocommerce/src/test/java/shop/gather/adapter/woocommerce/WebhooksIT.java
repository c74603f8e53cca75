package shop.gather.adapter.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.adapter.support.fixture.NotificationReceiver;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Webhooks that the adapter makes, watches and switches on again, and what their messages are worth. */
class WebhooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StubWooCommerce server = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin());
    private final WooCommerceDriver driver = new WooCommerceDriver(server);
    private final NotificationReceiver ear = new NotificationReceiver();
    private final LateClock clock = new LateClock();

    /** A clock that a test can put forward. */
    private static final class LateClock extends Clock {
        private volatile Duration late = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(late);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @AfterEach
    void stop() {
        ear.close();
        server.close();
    }

    /** As it is once Gather has polled it for the first time. */
    private Shop connect(String url) {
        Shop shop = connectOnly(url);
        poll(shop);
        return shop;
    }

    private static void poll(Shop shop) {
        String end = shop.orders().changedSince(Optional.empty(), 1).cursor();
        shop.orders().changedSince(Optional.of(end), 1);
    }

    private Shop connectOnly(String url) {
        Map<String, String> settings = new HashMap<>(driver.settings());
        settings.put("webhookUrl", url);
        return new WooCommerceAdapter().connect(ContextOver.of(settings, network -> network, clock));
    }

    private static void until(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private List<Notification> about(PlacedOrder placed) {
        return ear.received().stream()
                .filter(heard -> heard.body().startsWith("{\"id\":" + placed.orderId() + ","))
                .toList();
    }

    private PlacedOrder buy() {
        return new Story(server, driver, null, null).both(Payment.AUTHORIZE);
    }

    /** It may be another shop than the store's, which Gather sees once it is connected. */
    @Test
    void connectingWritesNothing() {
        try (Shop shop = connectOnly(ear.url())) {
            shop.orders().changedSince(Optional.empty(), 1);
            assertThat(server.webhooks().all()).isEmpty();

            poll(shop);
            assertThat(server.webhooks().all()).hasSize(4);
        }
    }

    @Test
    void theFirstPollMakesEachWebhookOnceAndTheirPingsAreNoHints() {
        try (Shop shop = connect(ear.url());
                Shop again = connect(ear.url())) {
            assertThat(server.webhooks().all())
                    .extracting(webhook -> webhook.topic)
                    .containsExactlyInAnyOrder("order.created", "order.updated", "order.deleted", "order.restored");
            until("four pings", () -> ear.received().size() == 4);
            Notifications port = again.notifications().orElseThrow();
            assertThat(ear.received()).allSatisfy(ping -> {
                assertThat(ping.body()).startsWith("webhook_id=");
                assertThat(ping.headers()).doesNotContainKey("x-wc-webhook-signature");
                assertThat(port.changedOrders(ping)).isEmpty();
            });
            assertThat(shop.notifications()).isPresent();
        }
    }

    @Test
    void messagesOfWebhooksThatTheAdapterMadeAreVerified() {
        try (Shop shop = connect(ear.url())) {
            PlacedOrder placed = buy();
            until("news of the order", () -> !about(placed).isEmpty());
            Notification heard = about(placed).get(0);
            assertThat(shop.notifications().orElseThrow().changedOrders(heard)).containsExactly(placed.orderId());
        }
    }

    /** Two orders within a second may share a delivery id: both are told. */
    @Test
    void ordersThatShareADeliveryIdAreBothTold() {
        try (Shop shop = connect(ear.url())) {
            Notifications port = shop.notifications().orElseThrow();
            for (int attempt = 0; ; attempt++) {
                PlacedOrder first = buy();
                PlacedOrder second = buy();
                until(
                        "news of both",
                        () -> !about(first).isEmpty() && !about(second).isEmpty());
                assertThat(port.changedOrders(about(first).get(0))).containsExactly(first.orderId());
                assertThat(port.changedOrders(about(second).get(0))).containsExactly(second.orderId());
                String id = "x-wc-webhook-delivery-id";
                if (about(first)
                        .get(0)
                        .headers()
                        .get(id)
                        .equals(about(second).get(0).headers().get(id))) {
                    return;
                }
                assertThat(attempt)
                        .as("attempts until two fell into one second")
                        .isLessThan(10);
            }
        }
    }

    /** What was created may be cancelled when it is told, and several changes come as one. */
    @Test
    void onlyTheIdIsTakenFromAMessage() {
        try (Shop shop = connect(ear.url())) {
            PlacedOrder placed = buy();
            driver.cancel(placed.orderId());
            until("news of the order", () -> about(placed).stream()
                    .anyMatch(heard -> heard.headers().get("x-wc-webhook-topic").equals("order.created")));
            Notification created = about(placed).stream()
                    .filter(heard -> heard.headers().get("x-wc-webhook-topic").equals("order.created"))
                    .findFirst()
                    .orElseThrow();
            assertThat(created.body()).contains("\"status\":\"cancelled\"");
            assertThat(shop.notifications().orElseThrow().changedOrders(created))
                    .containsExactly(placed.orderId());
        }
    }

    /**
     * After more than five failures in a row WooCommerce gives up for good; polling finds that and switches them on
     * again.
     */
    @Test
    void aDisabledWebhookIsSwitchedOnAgain() {
        try (Shop shop = connect(ear.url())) {
            ear.answer(503);
            StubWebhooks.Webhook updated = topic("order.updated");
            until("WooCommerce to give up", () -> {
                buy();
                return updated.status.equals("disabled");
            });
            ear.answer(202);
            String cursor = shop.orders().changedSince(Optional.empty(), 100).cursor();
            assertThat(updated.status).as("not looked at with each poll").isEqualTo("disabled");
            clock.late = Webhooks.EVERY.plusSeconds(1);
            shop.orders().changedSince(Optional.of(cursor), 100);
            assertThat(updated.status).isEqualTo("active");
            PlacedOrder placed = buy();
            until("news again", () -> !about(placed).isEmpty());
        }
    }

    @Test
    void whatAnOwnerPausedStaysPausedAndWhatWasDeletedIsMadeAgain() {
        try (Shop shop = connect(ear.url())) {
            topic("order.updated").status = "paused";
            server.webhooks().remove(topic("order.created").id);
            String cursor = shop.orders().changedSince(Optional.empty(), 100).cursor();
            clock.late = Webhooks.EVERY.plusSeconds(1);
            shop.orders().changedSince(Optional.of(cursor), 100);
            assertThat(topic("order.updated").status).isEqualTo("paused");
            assertThat(topic("order.created").status).isEqualTo("active");
        }
    }

    @Test
    void otherPeoplesWebhooksAreLeftAlone() {
        try (Shop shop = connect("http://127.0.0.1:1/elsewhere")) {
            StubWebhooks.Webhook other = topic("order.updated");
            other.status = "disabled";
            try (Shop ours = connect(ear.url())) {
                assertThat(other.status).isEqualTo("disabled");
                assertThat(other.url).isEqualTo("http://127.0.0.1:1/elsewhere");
                assertThat(ours.notifications()).isPresent();
            }
            assertThat(shop.notifications()).isPresent();
        }
    }

    @Test
    void aDraftIsNotTold() {
        try (Shop shop = connect(ear.url())) {
            String body = "{\"id\":7,\"status\":\"checkout-draft\",\"date_modified_gmt\":\"%s\"}"
                    .formatted(ChangeFeed.stamp(Instant.now()));
            assertThat(shop.notifications().orElseThrow().changedOrders(signed(body, "order")))
                    .isEmpty();
        }
    }

    @Test
    void aDeletedOrderIsToldAndAnotherThingIsNot() {
        try (Shop shop = connect(ear.url())) {
            Notifications port = shop.notifications().orElseThrow();
            assertThat(port.changedOrders(signed("{\"id\":7}", "order"))).containsExactly("7");
            assertThat(port.changedOrders(signed("{\"id\":7,\"sku\":\"x\"}", "product")))
                    .isEmpty();
            assertThatThrownBy(() -> port.changedOrders(signed("[]", "order")))
                    .isInstanceOfSatisfying(
                            ShopException.class, bad -> assertThat(bad.error()).isEqualTo(ShopError.BAD_ANSWER));
        }
    }

    private static Notification signed(String body, String resource) {
        return new Notification(
                Map.of(
                        "x-wc-webhook-signature",
                        StubWebhooks.signature(StubWooCommerce.WEBHOOK_SECRET, body),
                        "x-wc-webhook-resource",
                        resource),
                body);
    }

    private StubWebhooks.Webhook topic(String topic) {
        return server.webhooks().all().stream()
                .filter(webhook -> webhook.topic.equals(topic))
                .findFirst()
                .orElseThrow();
    }
}
