package shop.gather.adapter.woocommerce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.joda.money.CurrencyUnit;

/**
 * A server that answers as WooCommerce 10 on WordPress was seen to answer, with its traps; not WooCommerce. Gather's
 * plugin in it is the real one, run by PHP. Thread-safe.
 */
public final class StubWooCommerce implements AutoCloseable {

    static {
        // Else each small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String KEY = "ck_0123456789abcdef0123456789abcdef01234567";
    static final String SECRET = "cs_89abcdef0123456789abcdef0123456789abcdef";
    static final String WEBHOOK_SECRET = "a-webhook-secret-of-the-owner";
    static final String PLUGIN_SECRET = "a-plugin-secret-of-enough-characters";

    /**
     * How the shop is set up.
     *
     * @param taxPercent null for a shop without taxes
     * @param roundAtSubtotal whether net amounts and taxes are kept finer than they are charged
     * @param offset of the site's own time from UTC
     * @param installed when the site's first account was made
     */
    public record Options(
            CurrencyUnit currency,
            int decimals,
            boolean pricesIncludeTax,
            BigDecimal taxPercent,
            boolean roundAtSubtotal,
            ZoneOffset offset,
            Optional<String> pluginSecret,
            Instant installed) {

        /** In euro, prices with tax, the plugin installed. */
        public static Options withPlugin() {
            return new Options(
                    CurrencyUnit.EUR,
                    2,
                    true,
                    BigDecimal.valueOf(19),
                    false,
                    ZoneOffset.ofHours(8),
                    Optional.of(PLUGIN_SECRET),
                    Instant.parse("2024-03-01T10:11:12Z"));
        }

        /** The same without the plugin. */
        public static Options withoutPlugin() {
            return withPlugin().and(Optional.empty(), Instant.parse("2025-05-05T05:05:05Z"));
        }

        Options and(Optional<String> secret, Instant first) {
            return new Options(
                    currency, decimals, pricesIncludeTax, taxPercent, roundAtSubtotal, offset, secret, first);
        }

        Options selling(String code, int with, boolean included, String percent, boolean subtotal) {
            return new Options(
                    CurrencyUnit.of(code),
                    with,
                    included,
                    percent == null ? null : new BigDecimal(percent),
                    subtotal,
                    offset,
                    pluginSecret,
                    installed.plusSeconds(code.hashCode()));
        }

        BigDecimal rate() {
            return taxPercent == null ? BigDecimal.ZERO : taxPercent.movePointLeft(2);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StubPlugin plugin;
    private final StubShop shop;
    private final StubRest rest;
    private final StubKeys keys;
    private final StubWebhooks webhooks;
    private final String scheme;
    private volatile CyclicBarrier together;

    private StubWooCommerce(Options options, SSLContext tls) {
        plugin = options.pluginSecret().isPresent() ? new StubPlugin(options) : null;
        shop = new StubShop(options, plugin);
        scheme = tls == null ? "http" : "https";
        try {
            InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = tls == null ? HttpServer.create(free, 0) : HttpsServer.create(free, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (server instanceof HttpsServer secured) {
            secured.setHttpsConfigurator(new HttpsConfigurator(tls));
        }
        webhooks = new StubWebhooks(shop);
        shop.tell(webhooks::changed);
        keys = new StubKeys(address());
        rest = new StubRest(shop, webhooks, address());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Runs a shop without the plugin until the process is ended, and says where it is and with which key. */
    public static void main(String[] arguments) throws InterruptedException {
        try (StubWooCommerce shop = start(Options.withoutPlugin())) {
            System.out.println(
                    "READY -Dshop.url=" + shop.address() + " -Dshop.key=" + KEY + " -Dshop.secret=" + SECRET);
            Thread.currentThread().join();
        }
    }

    /** Starts a shop on a free port of this machine, without encryption. */
    public static StubWooCommerce start(Options options) {
        return new StubWooCommerce(options, null);
    }

    static StubWooCommerce start(Options options, SSLContext tls) {
        return new StubWooCommerce(options, tls);
    }

    /** The site's address. */
    public URI address() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    Options options() {
        return shop.options;
    }

    StubShop shop() {
        return shop;
    }

    StubWebhooks webhooks() {
        return webhooks;
    }

    StubKeys keys() {
        return keys;
    }

    StubPlugin plugin() {
        return plugin;
    }

    /** So many checkouts wait for one another after their coupons were looked at; 0: none waits. */
    void checkoutsMeet(int parties) {
        together = parties == 0 ? null : new CyclicBarrier(parties);
    }

    CyclicBarrier together() {
        return together;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            StubRest.Reply reply;
            try {
                reply = reply(exchange);
            } catch (RuntimeException broken) {
                broken.printStackTrace();
                reply = StubRest.Reply.error(500, "internal_server_error", "There has been a critical error.");
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private StubRest.Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        if (!path.startsWith("/wp-json/")) {
            return new StubRest.Reply(404, "<html>Page not found</html>", Map.of("Content-Type", "text/html"));
        }
        String route = path.substring("/wp-json/".length());
        String method = exchange.getRequestMethod();
        if (route.startsWith("gather/v1/") && plugin != null) {
            var answer = plugin.rest(0, false, method, route, query, headers, body);
            return new StubRest.Reply(
                    answer.getInt("status"), answer.get("data").toString(), Map.of());
        }
        if (!route.startsWith("wc/v3/")) {
            return route.isEmpty() ? rest.index() : StubRest.Reply.noRoute();
        }
        Optional<String> refusal = keys.refusal(method, path, query, headers);
        if (refusal.isPresent()) {
            return StubRest.Reply.error(401, "woocommerce_rest_authentication_error", refusal.get());
        }
        query.keySet().removeIf(name -> name.startsWith("oauth_"));
        return rest.answer(method, route.substring("wc/v3/".length()), query, body);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        webhooks.close();
        if (plugin != null) {
            plugin.close();
        }
    }
}
