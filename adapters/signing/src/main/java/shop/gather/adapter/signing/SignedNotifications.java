package shop.gather.adapter.signing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Verifies what Gather's plugin in the shop sends: {@code {"data":{"orderId":"7"}}}, signed as the Standard Webhooks specification says. Thread-safe. */
public final class SignedNotifications implements Notifications {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private final SharedSecret secret;
    private final Clock clock;

    /** @param clock by which messages of more than five minutes ago or ahead are dropped */
    public SignedNotifications(SharedSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public List<String> changedOrders(Notification notification) {
        verify(notification);
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

    private void verify(Notification notification) {
        String id = header(notification, ID);
        String timestamp = header(notification, TIMESTAMP);
        if (!timestamp.matches("\\d{1,12}")) {
            throw bad("no time stamp");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw bad("sent " + age.toSeconds() + " s ago: too old, or the shop's clock is wrong");
        }
        String content = String.join(".", id, timestamp, notification.body());
        String expected = "v1," + Base64.getEncoder().encodeToString(secret.sign(content));
        boolean signed = Arrays.stream(header(notification, SIGNATURE).split(" "))
                .anyMatch(signature -> SharedSecret.same(expected, signature));
        if (!signed) {
            throw bad("the signature does not match");
        }
    }

    private static String header(Notification notification, String name) {
        String value = notification.headers().get(name);
        if (value == null) {
            throw bad("header " + name + " is missing");
        }
        return value;
    }

    private static ShopException bad(String why) {
        return new ShopException(ShopError.BAD_SIGNATURE, "notification dropped: " + why);
    }
}
