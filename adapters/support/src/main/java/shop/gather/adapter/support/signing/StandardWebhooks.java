package shop.gather.adapter.support.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Signs and verifies messages by the Standard Webhooks specification. Normally there is one secret. During a rotation
 * there are two: everything is signed with each, and one matching signature is enough, so that the two sides need not
 * change at the same time. Thread-safe.
 */
public final class StandardWebhooks {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String VERSION = "v1,";

    private final List<SharedSecret> secrets;

    /** @param secrets at least one */
    public StandardWebhooks(List<SharedSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("nothing to sign with");
        }
        this.secrets = List.copyOf(secrets);
    }

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}: seconds since 1970
     */
    public String signatures(String id, String timestamp, String payload) {
        return String.join(" ", expected(id, timestamp, payload));
    }

    /**
     * Verifies that the shop sent a notification, or drops it. The time is checked only after the signature, so a
     * message about it is reliable.
     *
     * @param clock messages that differ from it by more than five minutes are dropped
     * @throws ShopException {@code BAD_SIGNATURE} if it is not signed with one of the secrets, or not recently
     */
    public void verify(Notification notification, Clock clock) {
        String id = header(notification, "webhook-id");
        String timestamp = header(notification, "webhook-timestamp");
        String presented = header(notification, "webhook-signature");
        if (!timestamp.matches("\\d{1,12}")) {
            throw bad("its time cannot be read");
        }
        List<String> expected = expected(id, timestamp, notification.body());
        if (Arrays.stream(presented.split(" "))
                .noneMatch(signature -> expected.stream().anyMatch(ours -> SharedSecret.same(ours, signature)))) {
            throw bad("its signature does not match");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw bad("it was signed " + age.toSeconds() + " s ago: too old, or the shop's clock is wrong");
        }
    }

    private List<String> expected(String id, String timestamp, String payload) {
        String content = String.join(".", id, timestamp, payload);
        return secrets.stream()
                .map(secret -> VERSION + Base64.getEncoder().encodeToString(secret.sign(content)))
                .toList();
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
