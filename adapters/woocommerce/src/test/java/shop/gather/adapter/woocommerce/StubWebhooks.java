package shop.gather.adapter.woocommerce;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The stub shop's webhooks, with every trap of the real ones. */
final class StubWebhooks implements AutoCloseable {

    private static final int MOST_FAILURES = 5;
    private static final long LATER_MILLIS = 30;

    /** One webhook. */
    static final class Webhook {
        long id;
        String name = "";
        String topic;
        String url;
        String secret;
        String status = "active";
        int failures;
    }

    private final StubShop shop;
    private final Map<Long, Webhook> webhooks = new TreeMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final ScheduledExecutorService deliveries = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    StubWebhooks(StubShop shop) {
        this.shop = shop;
    }

    synchronized List<Webhook> all() {
        return new ArrayList<>(webhooks.values());
    }

    synchronized Webhook find(long id) {
        return webhooks.get(id);
    }

    /** A new webhook is pinged: form-encoded and unsigned. */
    void add(Webhook webhook) {
        synchronized (this) {
            webhooks.put(webhook.id, webhook);
        }
        later(() -> post(webhook.url, "application/x-www-form-urlencoded", "webhook_id=" + webhook.id, Map.of()));
    }

    synchronized void remove(long id) {
        webhooks.remove(id);
    }

    /** Something changed: told later, several changes of one order as one, and as the order is then. */
    synchronized void changed(StubOrder order, String topic) {
        for (Webhook webhook : webhooks.values()) {
            String what = webhook.id + " " + order.id;
            if (webhook.topic.equals(topic) && webhook.status.equals("active") && waiting.add(what)) {
                later(() -> deliver(webhook, order, what));
            }
        }
    }

    private void later(Runnable delivery) {
        try {
            deliveries.schedule(delivery, LATER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            // Nobody is told any more.
        }
    }

    private void deliver(Webhook webhook, StubOrder order, String what) {
        synchronized (this) {
            waiting.remove(what);
        }
        String body = order.deleted
                ? "{\"id\":" + order.id + "}"
                : StubJson.order(shop, order, shop.options.decimals()).toString();
        int status = post(
                webhook.url,
                "application/json",
                body,
                Map.of(
                        "X-WC-Webhook-Source", "http://shop.example/",
                        "X-WC-Webhook-Topic", webhook.topic,
                        "X-WC-Webhook-Resource", "order",
                        "X-WC-Webhook-Event", webhook.topic.substring("order.".length()),
                        "X-WC-Webhook-Signature", signature(webhook.secret, body),
                        "X-WC-Webhook-ID", Long.toString(webhook.id),
                        // Of two orders within a second both deliveries have the same.
                        "X-WC-Webhook-Delivery-ID",
                                Integer.toHexString(
                                        (webhook.id + " " + Instant.now().getEpochSecond()).hashCode())));
        boolean received = status / 100 == 2 || status == 301 || status == 302;
        synchronized (this) {
            webhook.failures = received ? 0 : webhook.failures + 1;
            if (webhook.failures > MOST_FAILURES) {
                webhook.status = "disabled";
            }
        }
    }

    /** The status; 0 if nobody answered. */
    private int post(String url, String type, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
