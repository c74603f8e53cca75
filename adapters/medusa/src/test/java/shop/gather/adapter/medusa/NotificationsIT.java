package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Notifications.Notification;
import shop.gather.tck.Await;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Medusa tells a subscriber of an event once and never again: the subscriber itself must try again while Gather is
 * down.
 */
@RequiresMedusa
class NotificationsIT {

    private final ConnectedShop connected = ConnectedShop.of(ConnectedShop.Kind.WITH_SUBSCRIBER);
    private final List<Notification> received = new CopyOnWriteArrayList<>();
    private HttpServer gather;

    @BeforeEach
    void startGather() throws IOException {
        gather = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gather.createContext("/", this::receive);
        gather.start();
        connected.driver().notifyTo("http://127.0.0.1:" + gather.getAddress().getPort() + "/hooks/store");
    }

    @AfterEach
    void stopGather() {
        connected.driver().notifyTo("");
        gather.stop(0);
    }

    @Test
    void firstAnswer503IsTriedAgainAndSignedAnew() {
        MedusaDriver driver = connected.driver();
        PlacedOrder placed = driver.checkout(new Checkout(
                driver.register("Ada"),
                Map.of(driver.articles().get(0).variantId(), 1),
                null,
                null,
                Map.of(),
                Payment.AUTHORIZE));
        Await.until("a second attempt", () -> received.size() >= 2);
        for (Notification notification : received) {
            assertThat(connected.shop().notifications().orElseThrow().changedOrders(notification))
                    .containsExactly(placed.orderId());
        }
        assertThat(received.get(0).headers().get("webhook-id"))
                .as("the same news keeps its id, so that it can be known again")
                .isEqualTo(received.get(1).headers().get("webhook-id"));
    }

    /** Down at first. */
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Notification(headers, new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(received.size() == 1 ? 503 : 200, -1);
        }
    }
}
