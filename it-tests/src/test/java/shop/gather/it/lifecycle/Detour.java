package shop.gather.it.lifecycle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import shop.gather.tck.ShopDriver;

/** An address behind which one sample shop can be exchanged for another, as by a wrong entry in the name service; the other even takes the first one's key. */
final class Detour implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private final String ownKey;
    private volatile Map<String, String> target;

    Detour(ShopDriver first) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.target = first.settings();
        this.ownKey = "Bearer " + target.get("adminKey");
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "detour");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::forward);
        server.start();
    }

    /** What an owner enters to connect through this address. */
    Map<String, String> settings() {
        Map<String, String> entered = new java.util.HashMap<>(target);
        entered.put("baseUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        return entered;
    }

    /** From now on the address leads here. */
    void leadTo(ShopDriver other) {
        target = other.settings();
        calls.set(0);
    }

    /** How often it was called since it leads where it leads. */
    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void forward(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        Map<String, String> to = target;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(to.get("baseUrl") + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Type")
                    || name.equalsIgnoreCase("Accept")
                    || name.toLowerCase(java.util.Locale.ROOT).endsWith("-key")) {
                request.setHeader(name, values.get(0));
            }
        });
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        if (credentials != null) {
            // Only its own key is exchanged for that of the shop behind; a customer's token goes through.
            request.setHeader(
                    "Authorization", credentials.equals(ownKey) ? "Bearer " + to.get("adminKey") : credentials);
        }
        answer(exchange, request.build());
    }

    private void answer(HttpExchange exchange, HttpRequest request) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
