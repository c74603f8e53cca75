package shop.gather.tck.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Checks the signature over time and body, then the age. */
record MemoryNotifications(ShopContext context) implements Notifications {

    private static final Duration OLD = Duration.ofMinutes(5);

    @Override
    public List<String> changedOrders(Notification notification) {
        String at = notification.headers().getOrDefault("x-memory-time", "");
        String signature = notification.headers().getOrDefault("x-memory-signature", "");
        String expected = Signature.of(context.required("hookSecret"), at + "." + notification.body());
        if (!expected.equals(signature)) {
            throw new ShopException(ShopError.BAD_SIGNATURE, "not signed by this shop");
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(at));
        if (Duration.between(sent, context.clock().instant()).compareTo(OLD) > 0) {
            throw new ShopException(ShopError.BAD_SIGNATURE, "too old");
        }
        return List.of(notification.body().substring(notification.body().indexOf(':') + 1));
    }
}
