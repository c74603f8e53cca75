package shop.gather.tck.memory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import shop.gather.tck.memory.MemoryBackend.What;

/** Tells an address of changes, signed over the time and the body. */
final class NotificationSender {

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> address = new AtomicReference<>("");
    private final String secret;
    private final Clock clock;

    NotificationSender(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    void to(String url) {
        address.set(url);
    }

    void send(What what, String orderId) {
        String url = address.get();
        if (url.isEmpty()) {
            return;
        }
        String body = what + ":" + orderId;
        String at = String.valueOf(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Memory-Time", at)
                .header("X-Memory-Signature", Signature.of(secret, at + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException nobodyListens) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
