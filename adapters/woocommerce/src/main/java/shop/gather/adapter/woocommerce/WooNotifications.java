package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.adapter.support.signing.SharedSecret;
import shop.gather.spi.Notifications;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Verifies what WooCommerce's webhooks send. Only the body is signed, not when it was sent nor what it is about, and it
 * was written when it was delivered, not when something happened: nothing of it is believed but that this order may
 * have changed. The delivery id is not looked at: different orders share it.
 */
record WooNotifications(SharedSecret secret, Clock clock) implements Notifications {

    /** A site delivers when somebody visits it: at night that may take hours. */
    private static final Duration TOLERANCE = Duration.ofHours(6);

    private static final String SIGNATURE = "x-wc-webhook-signature";
    private static final String RESOURCE = "x-wc-webhook-resource";

    /**
     * Sent when a webhook is made, unsigned: it names no order, so that it is harmless, and wants an answer that is
     * good.
     */
    private static final Pattern PING = Pattern.compile("webhook_id=\\d{1,18}");

    @Override
    public List<String> changedOrders(Notification notification) {
        if (isPing(notification)) {
            return List.of();
        }
        String signature = notification.headers().getOrDefault(SIGNATURE, "");
        String expected = Base64.getEncoder().encodeToString(secret.sign(notification.body()));
        if (!SharedSecret.same(expected, signature)) {
            throw bad("the signature does not match");
        }
        JsonObject body = JsonText.parsedObject(notification.body())
                .orElseThrow(() -> new ShopException(ShopError.BAD_ANSWER, "the notification is not JSON"));
        if (!notification.headers().getOrDefault(RESOURCE, "order").equals("order")) {
            return List.of();
        }
        requireRecent(body);
        boolean deleted = Fields.optionalText(body, "status").isEmpty();
        return deleted || PlacedOrder.isPlaced(body) ? List.of(WooFields.id(body, "id")) : List.of();
    }

    private static boolean isPing(Notification notification) {
        return !notification.headers().containsKey(SIGNATURE)
                && notification
                        .headers()
                        .getOrDefault("content-type", "")
                        .startsWith("application/x-www-form-urlencoded")
                && PING.matcher(notification.body()).matches();
    }

    /**
     * Of an order that was deleted the body has nothing but the id: its age is not known, and reading it again does no
     * harm.
     */
    private void requireRecent(JsonObject body) {
        Optional<Instant> changed = WooFields.optionalInstant(body, "date_modified_gmt");
        if (changed.isPresent()) {
            Duration age = Duration.between(changed.get(), clock.instant());
            if (age.abs().compareTo(TOLERANCE) > 0) {
                throw bad("it tells of a change " + age.toMinutes() + " minutes ago");
            }
        } else if (body.size() != 1) {
            throw new ShopException(ShopError.BAD_ANSWER, "the notification does not tell of an order");
        }
    }

    private static ShopException bad(String why) {
        return new ShopException(ShopError.BAD_SIGNATURE, "notification dropped: " + why);
    }
}
