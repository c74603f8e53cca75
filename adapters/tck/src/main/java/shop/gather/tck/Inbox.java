package shop.gather.tck;

import java.util.List;
import java.util.function.Predicate;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;

/** Where the shop sends its notifications while a test runs. */
final class Inbox implements AutoCloseable {

    private final ShopDriver driver;
    private final Notifications port;
    private final HttpReceiver receiver = new HttpReceiver(new HttpReceiver.Reply(200, "text/plain", "ok"));

    Inbox(ShopDriver driver, Notifications port) {
        this.driver = driver;
        this.port = port;
        driver.notifyTo(receiver.address() + "/hooks/tck");
    }

    /** Waits for a notification that names the order. All that arrives must be readable. */
    Notification about(String orderId) {
        Predicate<Notification> names = sent -> port.changedOrders(sent).contains(orderId);
        Await.until("a notification about order " + orderId, () -> receiver.received().stream()
                .anyMatch(names));
        List<Notification> received = receiver.received();
        return received.stream().filter(names).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        driver.notifyTo("");
        receiver.close();
    }
}
