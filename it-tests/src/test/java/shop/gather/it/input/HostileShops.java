package shop.gather.it.input;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers with which a shop tries to exhaust the memory or the threads of the server that asks it. Each kind is one
 * that a real attack would use.
 */
final class HostileShops {

    private static final int EIGHT_MB = 8 * 1024 * 1024;
    private static final String LONG_HEADER = "x".repeat(64 * 1024);
    private static final byte[] CHUNK = "[1],".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);

    private HostileShops() {}

    /** One of each kind. */
    static List<HttpHandler> kinds() {
        String many = "{\"a\":[" + "[1],".repeat(45_000) + "1]}";
        return List.of(
                body("{\"a\":[" + "[1],".repeat(EIGHT_MB / 4 - 10) + "1]}"),
                body("{\"a\":" + "[".repeat(EIGHT_MB / 2 - 10) + "]".repeat(EIGHT_MB / 2 - 10) + "}"),
                body("{\"customerId\":\"" + "x".repeat(EIGHT_MB - 100) + "\"}"),
                // The most that is read and built: fewer values than the limit.
                body(many),
                body("{\"id\":\"" + "\\u4e00".repeat(EIGHT_MB / 6 - 10) + "\"}"),
                HostileShops::neverEnds,
                HostileShops::dripsForEver,
                HostileShops::longHeaders);
    }

    private static HttpHandler body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        return exchange -> {
            try (exchange) {
                begin(exchange, bytes.length);
                // In pieces: the JDK keeps a buffer as large as what is written for each thread.
                for (int from = 0; from < bytes.length; from += CHUNK.length) {
                    exchange.getResponseBody().write(bytes, from, Math.min(CHUNK.length, bytes.length - from));
                }
            } catch (IOException gaveUp) {
                // As it should.
            }
        };
    }

    private static void neverEnds(HttpExchange exchange) {
        try (exchange) {
            begin(exchange, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"a\":[".getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                out.write(CHUNK);
            }
        } catch (IOException gaveUp) {
            // As it should.
        }
    }

    private static void dripsForEver(HttpExchange exchange) {
        try (exchange) {
            begin(exchange, 0);
            OutputStream out = exchange.getResponseBody();
            while (!Thread.currentThread().isInterrupted()) {
                out.write('[');
                out.flush();
                LockSupport.parkNanos(500_000_000);
            }
        } catch (IOException gaveUp) {
            // As it should.
        }
    }

    private static void longHeaders(HttpExchange exchange) {
        try (exchange) {
            for (int i = 0; i < 20; i++) {
                exchange.getResponseHeaders().set("X-Long-" + i, LONG_HEADER);
            }
            begin(exchange, -1);
        } catch (IOException gaveUp) {
            // As it should.
        }
    }

    private static void begin(HttpExchange exchange, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, length);
    }
}
