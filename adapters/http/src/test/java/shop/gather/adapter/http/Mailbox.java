package shop.gather.adapter.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import shop.gather.spi.Notifications.Notification;
import shop.gather.tck.Await;

/** Where the shop sends its notifications; the first deliveries can be turned away. */
final class Mailbox implements AutoCloseable {

    private final HttpServer server;
    private final List<Notification> letters = new CopyOnWriteArrayList<>();

    /** @param failures how many deliveries are answered with 503 before any is taken */
    Mailbox(int failures) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            letters.add(new Notification(headers, body));
            exchange.sendResponseHeaders(letters.size() <= failures ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** Waits until so many came. */
    List<Notification> await(int count) {
        Await.until(count + " deliveries", () -> letters.size() >= count);
        return List.copyOf(letters);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
