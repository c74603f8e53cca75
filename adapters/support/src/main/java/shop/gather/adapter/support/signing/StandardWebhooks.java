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
 * Signs and verifies as the Standard Webhooks specification says. Normally there is one secret, and two while it is
 * changed: everything is signed with each, and one signature that matches is enough, so that the two sides need not
 * change at the same moment. Thread-safe.
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
     * Takes a notification for the shop's own, or drops it. What is said about its time is true: it is looked at only
     * if it was signed.
     *
     * @param clock by which messages of more than five minutes ago or ahead are dropped
     * @throws ShopException {@code BAD_SIGNATURE} if it is not signed with one of the secrets, or not just now
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
