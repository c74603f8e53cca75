package shop.gather.adapter.http;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import shop.gather.adapter.signing.StandardWebhooks;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies what the shop sends and reads which order changed. */
record ContractNotifications(StandardWebhooks webhooks, Clock clock) implements Notifications {

    private static final String ORDER_CHANGED = "order.changed";

    /** A kind of notification that a later version of the contract brings names no order. */
    @Override
    public List<String> changedOrders(Notification notification) {
        webhooks.verify(notification, clock);
        JsonObject message = read(notification.body());
        return Fields.text(message, "type").equals(ORDER_CHANGED)
                ? List.of(Fields.id(Fields.object(message, "data"), "orderId"))
                : List.of();
    }

    private static JsonObject read(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw new ShopException(ShopError.BAD_ANSWER, "a notification was dropped: it is not JSON", notJson);
        }
    }
}
