package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies notifications and reads which order changed. */
record ContractNotifications(StandardWebhooks webhooks, Clock clock) implements Notifications {

    private static final String ORDER_CHANGED = "order.changed";

    /** Notifications of a type from a later version of the contract name no order. */
    @Override
    public List<String> changedOrders(Notification notification) {
        webhooks.verify(notification, clock);
        JsonObject message = JsonText.parsedObject(notification.body())
                .orElseThrow(
                        () -> new ShopException(ShopError.BAD_ANSWER, "a notification was dropped: it is not JSON"));
        return Fields.text(message, "type").equals(ORDER_CHANGED)
                ? List.of(Fields.id(Fields.object(message, "data"), "orderId"))
                : List.of();
    }
}
