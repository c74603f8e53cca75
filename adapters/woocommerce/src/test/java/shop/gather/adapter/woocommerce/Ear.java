package shop.gather.adapter.woocommerce;

import com.sun.net.httpserver.HttpExchange;
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

/** Where the shop's webhooks go in tests, in the place of Gather. */
final class Ear implements AutoCloseable {

    private final HttpServer server;
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private volatile int status = 202;

    Ear() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/store";
    }

    /** From now on everything is answered so. */
    void answer(int code) {
        status = code;
    }

    List<Notification> heard() {
        return List.copyOf(heard);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            exchange.sendResponseHeaders(status, -1);
            heard.add(new Notification(headers, body));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
