package shop.gather.adapter.support;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Verifies notifications {@code {"data":{"orderId":"7"}}}, signed as the Standard Webhooks specification says. Gather's
 * plugins send such notifications. Thread-safe.
 */
public final class SignedNotifications implements Notifications {

    private final StandardWebhooks webhooks;
    private final Clock clock;

    /** @param clock messages that differ from it by more than five minutes are dropped */
    public SignedNotifications(SharedSecret secret, Clock clock) {
        this.webhooks = new StandardWebhooks(List.of(secret));
        this.clock = clock;
    }

    @Override
    public List<String> changedOrders(Notification notification) {
        webhooks.verify(notification, clock);
        JsonObject message = JsonText.parsedObject(notification.body())
                .orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "the notification is not JSON"));
        return Fields.optionalObject(message, "data")
                .flatMap(data -> Fields.optionalText(data, "orderId"))
                .map(List::of)
                .orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "the notification names no order"));
    }
}
