package shop.gather.adapter.woocommerce;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import shop.gather.adapter.support.Fields;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * The webhooks that notify Gather of orders. WooCommerce delivers once, and it permanently disables a webhook after
 * more than five consecutive failures, for example while Gather is down. So they are checked from time to time and
 * enabled again. A webhook that an owner paused stays paused. Thread-safe.
 */
final class Webhooks {

    static final Duration EVERY = Duration.ofMinutes(5);

    private static final List<String> TOPICS =
            List.of("order.created", "order.updated", "order.deleted", "order.restored");
    private static final String DISABLED = "disabled";

    private final RestApi api;
    private final String url;
    private final String secret;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);
    private volatile boolean ours;

    Webhooks(RestApi api, String url, String secret) {
        this.api = api;
        this.url = url;
        this.secret = secret;
    }

    /**
     * Checks that the key may read webhooks. Creates none, because this may be a different shop than the store's.
     *
     * @throws ShopException if the key may not: a person must act. Temporary failures are left to {@link #watch}
     */
    void requireAccess() {
        try {
            all();
        } catch (ShopException failure) {
            if (!failure.error().isPassing()) {
                throw new ShopException(
                        ShopError.MISCONFIGURED,
                        "the webhooks could not be made: " + failure.getMessage()
                                + ". Use an administrator's key, or leave " + WooSettings.WEBHOOK_URL + " empty",
                        failure);
            }
        }
    }

    /**
     * Checks the webhooks again when it is due. The first time it creates missing ones and sets the secret of all,
     * which cannot be read from the shop. Never throws: polling continues without webhooks.
     */
    void watch() {
        Instant now = api.time().now();
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(EVERY))) {
            return;
        }
        try {
            look();
            ours = true;
        } catch (ShopException tryAgainNextTime) {
            next.set(now.plus(EVERY));
        }
    }

    private List<JsonObject> all() {
        return api.all("webhooks", Map.of("_fields", "id,topic,status,delivery_url"), 1_000);
    }

    private void look() {
        List<JsonObject> all = all();
        for (String topic : TOPICS) {
            Optional<JsonObject> found = all.stream()
                    .filter(webhook -> Fields.text(webhook, "delivery_url").equals(url)
                            && Fields.text(webhook, "topic").equals(topic))
                    .findFirst();
            if (found.isEmpty()) {
                make(topic);
            } else if (!ours || Fields.text(found.get(), "status").equals(DISABLED)) {
                renew(found.get());
            }
        }
    }

    private void make(String topic) {
        api.good(api.change(
                "POST",
                "webhooks",
                Map.of(),
                JsonText.object()
                        .add("name", "Gather " + topic)
                        .add("topic", topic)
                        .add("delivery_url", url)
                        .add("secret", secret)
                        .build()));
    }

    private void renew(JsonObject webhook) {
        String status = Fields.text(webhook, "status");
        api.good(api.change(
                "PUT",
                "webhooks/" + WooFields.id(webhook, "id"),
                Map.of(),
                JsonText.object()
                        .add("secret", secret)
                        .add("status", status.equals(DISABLED) ? "active" : status)
                        .build()));
    }
}
