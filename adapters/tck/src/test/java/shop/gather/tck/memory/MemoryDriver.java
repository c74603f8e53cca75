package shop.gather.tck.memory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.memory.MemoryBackend.Discount;
import shop.gather.tck.memory.MemoryBackend.What;

/** The honest shop: its memory, its door (HTTP, for who it is) and its customers. */
public class MemoryDriver implements ShopDriver {

    private final MovableClock clock = new MovableClock();
    private final String password = UUID.randomUUID().toString();
    private final String hookSecret = UUID.randomUUID().toString();
    private final String fingerprint = UUID.randomUUID().toString();
    private final NotificationSender sender = new NotificationSender(hookSecret, clock);
    private final MemoryBackend backend;
    private final HttpServer door;

    public MemoryDriver() {
        this(false);
    }

    /** A shop that cannot wait for its money. */
    public static MemoryDriver takingMoneyAtOnce() {
        return new MemoryDriver(true);
    }

    private MemoryDriver(boolean atOnce) {
        backend = new MemoryBackend(clock, sender, atOnce);
        try {
            door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        door.createContext("/identity", exchange -> answer(exchange, fingerprint, () -> {}));
        door.createContext("/calls/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            answer(exchange, "has done it", () -> backend.perform(path.substring("/calls/".length())));
        });
        door.start();
    }

    private void answer(HttpExchange exchange, String text, Runnable work) throws IOException {
        try (exchange) {
            boolean known = password.equals(exchange.getRequestHeaders().getFirst("X-Password"));
            if (known) {
                work.run();
            }
            byte[] answer = (known ? "memory-shop " + text : "no").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    public MovableClock clock() {
        return clock;
    }

    public MemoryBackend backend() {
        return backend;
    }

    @Override
    public String adapterId() {
        return "memory";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "address",
                "http://127.0.0.1:" + door.getAddress().getPort(),
                "adminPassword",
                password,
                "hookSecret",
                hookSecret,
                "storefront",
                "https://shop.example/p/{productId}");
    }

    @Override
    public List<Article> articles() {
        return MemoryBackend.ARTICLES;
    }

    @Override
    public Customer register(String name) {
        return backend.register(name);
    }

    @Override
    public PlacedOrder checkout(Checkout checkout) {
        return placed(backend.checkout(checkout, Optional.empty()));
    }

    @Override
    public Optional<PlacedOrder> checkoutWithCoupon(Checkout checkout, String code, int percent) {
        return Optional.of(placed(backend.checkout(checkout, Optional.of(new Discount(code, percent)))));
    }

    private static PlacedOrder placed(MemoryOrder order) {
        return new PlacedOrder(order.orderId, order.number(), order.amount());
    }

    @Override
    public Optional<Article> sell(String title) {
        return Optional.of(backend.sell(title));
    }

    @Override
    public Optional<List<String>> reasons(String orderId) {
        return Optional.of(backend.order(orderId).orElseThrow().reasons());
    }

    @Override
    public Record record(String orderId) {
        return backend.order(orderId).orElseThrow().record();
    }

    @Override
    public void refund(String orderId, Money amount) {
        MemoryOrder order = backend.order(orderId).orElseThrow();
        order.giveBack(Optional.empty(), amount, true, clock.instant(), List.of());
        backend.changed(What.REFUNDED, orderId);
    }

    @Override
    public void cancel(String orderId) {
        backend.cancel(backend.order(orderId).orElseThrow());
    }

    @Override
    public void deliver(String orderId) {
        backend.order(orderId).orElseThrow().deliver(clock.instant());
        backend.changed(What.SENT, orderId);
    }

    @Override
    public int stock(Article article) {
        return backend.stock(article.variantId());
    }

    @Override
    public Optional<Money> storeCredit(String customerId) {
        return backend.customer(customerId).map(known -> backend.credits().of(customerId));
    }

    @Override
    public void notifyTo(String url) {
        sender.to(url);
    }

    @Override
    public void close() {
        door.stop(0);
    }
}
