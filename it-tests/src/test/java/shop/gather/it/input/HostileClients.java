package shop.gather.it.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import shop.gather.it.fixture.Api;
import shop.gather.it.fixture.GatherServer;
import shop.gather.it.fixture.Store;

/**
 * Clients of hostile stores, each at an address of its own, that send the largest bodies and the most expensive
 * requests they can, all at once, until they are stopped.
 */
final class HostileClients implements AutoCloseable {

    /** A little less than the longest body. */
    private static final int LARGE = 252 * 1024;

    private static final String NESTED = "{\"a\":[" + "[1],".repeat(LARGE / 4 - 10) + "1]}";
    private static final String MOST_VALUES =
            "{\"shopToken\":\"x\",\"a\":[" + "1,".repeat(19_000) + "\"" + "y".repeat(LARGE - 40_000) + "\"]}";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final GatherServer server;
    private final List<Store> stores;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hostile-client");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger closed = new AtomicInteger();

    HostileClients(GatherServer server, List<Store> stores) {
        this.server = server;
        this.stores = stores;
    }

    /** Starts so many of them. */
    HostileClients start(int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.execute(() -> attack(number));
        }
        return this;
    }

    /** How many requests got an answer so far. */
    int answered() {
        return answers.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Answers so far by status. Connections that the server closed are not in it. */
    Map<Integer, AtomicInteger> answers() {
        return answers;
    }

    int closedConnections() {
        return closed.get();
    }

    private void attack(int number) {
        Store store = stores.get(number % stores.size());
        Map<String, String> from = Map.of("X-Forwarded-For", "10.7." + number / 250 + "." + (1 + number % 250));
        for (int round = number; going.get(); round++) {
            try {
                int status = request(round % 7, store, from);
                answers.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
            } catch (UncheckedIOException | IllegalStateException broken) {
                // The server closed the connection, or the attack is over.
                closed.incrementAndGet();
            }
        }
    }

    private int request(int kind, Store store, Map<String, String> from) {
        String sessions = "/storefront/v1/sessions";
        Api anonymous = Api.of(server.address(), null);
        return switch (kind) {
            case 0 -> store.storefront().send("POST", sessions, NESTED, from).status();
            case 1 ->
                store.storefront().send("POST", sessions, MOST_VALUES, from).status();
            case 2 ->
                anonymous.send("POST", "/hooks/" + store.id(), NESTED, from).status();
            case 3 ->
                store.owner()
                        .send("POST", "/api/v1/campaigns", MOST_VALUES, keyed(from))
                        .status();
            case 4 -> endless(store, from);
            default ->
                store.storefront()
                        .send("POST", sessions, "{\"shopToken\":\"" + UUID.randomUUID() + "\"}", from)
                        .status();
        };
    }

    private static Map<String, String> keyed(Map<String, String> from) {
        Map<String, String> headers = new java.util.HashMap<>(from);
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        return headers;
    }

    /** A body without a length that has no end. */
    private int endless(Store store, Map<String, String> from) {
        byte[] part = "[1],".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
        InputStream begin = new java.io.ByteArrayInputStream("{\"a\":[".getBytes(StandardCharsets.US_ASCII));
        InputStream body = new SequenceInputStream(Collections.enumeration(Stream.concat(
                        Stream.of(begin),
                        Stream.generate(() -> (InputStream) new java.io.ByteArrayInputStream(part))
                                .limit(200))
                .toList()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/storefront/v1/sessions"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + store.publishableKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body));
        from.forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new java.io.InterruptedIOException());
        }
    }

    @Override
    public void close() {
        going.set(false);
        threads.shutdownNow();
    }
}
