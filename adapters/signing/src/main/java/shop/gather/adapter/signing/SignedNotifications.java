package shop.gather.adapter.signing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies what Gather's plugin in the shop sends: {@code {"data":{"orderId":"7"}}}, signed as the Standard Webhooks specification says. Thread-safe. */
public final class SignedNotifications implements Notifications {

    private final StandardWebhooks webhooks;
    private final Clock clock;

    /** @param clock by which messages of more than five minutes ago or ahead are dropped */
    public SignedNotifications(SharedSecret secret, Clock clock) {
        this.webhooks = new StandardWebhooks(List.of(secret));
        this.clock = clock;
    }

    @Override
    public List<String> changedOrders(Notification notification) {
        webhooks.verify(notification, clock);
        try (JsonReader reader = Json.createReader(new StringReader(notification.body()))) {
            if (reader.readObject().get("data") instanceof JsonObject data
                    && data.get("orderId") instanceof JsonString id) {
                return List.of(id.getString());
            }
            throw new ShopException(ShopError.BAD_ANSWER, "the notification names no order");
        } catch (JsonException notJson) {
            throw new ShopException(ShopError.BAD_ANSWER, "the notification is not JSON", notJson);
        }
    }
}
