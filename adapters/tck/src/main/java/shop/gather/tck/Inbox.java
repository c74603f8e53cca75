package shop.gather.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;

/** Receives the shop's notifications during a test. */
final class Inbox implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(500);

    private final ShopDriver driver;
    private final Notifications port;
    private final HttpReceiver receiver = new HttpReceiver(new HttpReceiver.Reply(200, "text/plain", "ok"));
    private int old;

    Inbox(ShopDriver driver, Notifications port) {
        this.driver = driver;
        this.port = port;
        driver.notifyTo(receiver.address() + "/hooks/tck");
    }

    /** Waits until no more notifications arrive, so that the next one belongs to a new change. */
    void settle() {
        Await.within(Await.limit(), () -> {
            int before = receiver.received().size();
            LockSupport.parkNanos(QUIET.toNanos());
            return receiver.received().size() == before;
        });
        old = receiver.received().size();
    }

    /** Waits for a notification that names the order. Every notification that arrives must be readable. */
    Notification about(String orderId) {
        Predicate<Notification> names = sent -> port.changedOrders(sent).contains(orderId);
        Await.until(
                "a notification about order " + orderId,
                () -> receiver.received().stream().skip(old).anyMatch(names));
        return receiver.received().stream().skip(old).filter(names).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        driver.notifyTo("");
        receiver.close();
    }
}
