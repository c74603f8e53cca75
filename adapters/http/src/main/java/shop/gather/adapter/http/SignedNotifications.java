package shop.gather.adapter.http;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies what the shop sends, signed as the Standard Webhooks specification says. */
final class SignedNotifications implements Notifications {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ORDER_CHANGED = "order.changed";

    private final Secrets secrets;
    private final Clock clock;

    SignedNotifications(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A kind of notification that a later version of the contract brings names no order. */
    @Override
    public List<String> changedOrders(Notification notification) {
        verify(notification);
        JsonObject message = read(notification.body());
        return Fields.text(message, "type").equals(ORDER_CHANGED)
                ? List.of(Fields.id(Fields.object(message, "data"), "orderId"))
                : List.of();
    }

    private void verify(Notification notification) {
        String id = header(notification, "webhook-id");
        String timestamp = header(notification, "webhook-timestamp");
        String signatures = header(notification, "webhook-signature");
        if (!timestamp.matches("\\d{1,12}")) {
            throw bad("its time cannot be read");
        }
        if (!secrets.match(id, timestamp, notification.body(), signatures)) {
            throw bad("its signature does not match");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw bad("it was signed " + age.toSeconds() + " s ago: too old, or the shop's clock is wrong");
        }
    }

    private static JsonObject read(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw new ShopException(ShopError.BAD_ANSWER, "a notification was dropped: it is not JSON", notJson);
        }
    }

    private static String header(Notification notification, String name) {
        String value = notification.headers().get(name);
        if (value == null) {
            throw bad("it has no " + name);
        }
        return value;
    }

    private static ShopException bad(String why) {
        return new ShopException(ShopError.BAD_SIGNATURE, "a notification was dropped: " + why);
    }
}
