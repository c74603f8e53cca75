package shop.gather.it.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where a shop sends its signed notifications, so that a test can hand them on as late, as often and in what order it
 * likes. Thread-safe.
 */
final class Mailbox implements AutoCloseable {

    private final HttpServer server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    /** A notification as the shop sent it. */
    record Letter(Map<String, String> headers, String body) {}

    Mailbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** All that came until now, in the order in which it came. */
    List<Letter> letters() {
        return List.copyOf(letters);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> signed = new LinkedHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> {
                String header = name.toLowerCase(Locale.ROOT);
                if (header.startsWith("webhook-")) {
                    signed.put(header, values.get(0));
                }
            });
            letters.add(new Letter(signed, body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
