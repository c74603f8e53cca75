package shop.sample.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.sample.fault.Faults;
import shop.sample.platform.Json;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.store.Shops;

/**
 * Tells an address of changes after they are committed, a few times until it answers 2xx. What was not told when the
 * shop stops is never told: whoever must not miss a change reads the sequence of changes.
 */
@Singleton
public class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class.getName());
    private static final long[] RETRY_AFTER_MS = {500, 2_000, 10_000};

    private final Shops shops;
    private final Faults faults;
    private final Json json;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    public Webhooks(Shops shops, Faults faults, Json json, Clock clock) {
        this.shops = shops;
        this.faults = faults;
        this.json = json;
        this.clock = clock;
    }

    private record Message(Shop shop, String id, String body) {}

    /** Says of an order what happened, once the transaction is committed. */
    public void tell(Transaction transaction, String shopId, String type, String orderId) {
        Shop shop = shops.get(shopId);
        if (shop.webhookUrl().isEmpty()) {
            return;
        }
        String body = json.write(Map.of(
                "type", type,
                "timestamp", clock.instant(),
                "data", Map.of("shop", shopId, "orderId", orderId)));
        Message message = new Message(shop, "msg_" + UUID.randomUUID(), body);
        transaction.afterCommit(() -> queue(message));
    }

    private void queue(Message message) {
        faults.webhookDelays(message.shop().id()).forEach(delay -> send(message, 0, delay));
    }

    private void send(Message message, int attempt, long delayMs) {
        executor.schedule(() -> deliver(message, attempt), delayMs, TimeUnit.MILLISECONDS);
    }

    private void deliver(Message message, int attempt) {
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(message.shop().webhookUrl()))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .header("webhook-id", message.id())
                    .header("webhook-timestamp", Long.toString(timestamp))
                    .header(
                            "webhook-signature",
                            Signature.of(message.shop().webhookSecret(), message.id(), timestamp, message.body()))
                    .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                    .build();
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "No webhook can be sent to this address of shop "
                            + message.shop().id());
            return;
        }
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> answered(message, attempt, answer));
    }

    private void answered(Message message, int attempt, HttpResponse<Void> answer) {
        if (answer != null && answer.statusCode() / 100 == 2) {
            return;
        }
        if (attempt < RETRY_AFTER_MS.length) {
            send(message, attempt + 1, RETRY_AFTER_MS[attempt]);
        } else {
            LOG.warning(() -> "Gave up on webhook " + message.id() + " of shop "
                    + message.shop().id());
        }
    }
}
