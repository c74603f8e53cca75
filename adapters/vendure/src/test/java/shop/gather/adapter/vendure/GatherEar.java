package shop.gather.adapter.vendure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import shop.gather.spi.Notifications.Notification;

/** Where the shop's notifications go in tests, in the place of Gather. */
final class GatherEar implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    GatherEar() {
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

    /** From now on every notification is answered so. */
    void answer(int code) {
        status = code;
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

    Notification next() {
        try {
            Notification notification = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (notification == null) {
                throw new AssertionError("the shop sent nothing within " + PATIENCE);
            }
            return notification;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Waits for one whose body contains the text. */
    Notification next(String text) {
        Notification notification = next();
        while (!notification.body().contains(text)) {
            notification = next();
        }
        return notification;
    }

    List<Notification> rest() {
        List<Notification> rest = new java.util.ArrayList<>();
        heard.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
