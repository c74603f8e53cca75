package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shop.gather.platform.StoreId;
import shop.gather.platform.memory.MemoryBudget;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A shop that answers with what would fill the memory gets an error of its own, and other shops are heard. */
@Timeout(120)
class HostileAnswerTest {

    private static final String ALLOW = "gather.outbound.allow";
    private static final int BUDGET = 4_000_000;

    private final MemoryBudget memory = new MemoryBudget(BUDGET, BUDGET / 2);
    private final StoreId hostile = new StoreId(java.util.UUID.randomUUID());
    private final StoreId honest = new StoreId(java.util.UUID.randomUUID());
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer shop;
    private GuardedHttpClient outbound;

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.setExecutor(Executors.newCachedThreadPool());
        answer("/many-lists", "{\"a\":[" + "[1],".repeat(1_000_000) + "1]}");
        answer("/deep", "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        answer("/large", "\"" + "x".repeat(1_000_000) + "\"");
        answer("/fine", "{\"id\":\"1\",\"lines\":[1,2,3]}");
        answer("/page", "<html>");
        headers("/long-header", 1, 1_000_000);
        headers("/many-headers", 10_000, 100);
        shop.createContext("/never-ends", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 2_000_000);
                exchange.getResponseBody().write(new byte[600_000]);
                exchange.getResponseBody().flush();
                sending.countDown();
                released.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        shop.start();
        System.setProperty(ALLOW, "127.0.0.1");
        outbound =
                new GuardedHttpClient(Clock.systemUTC(), new ShopClocks(), SystemDefaultDnsResolver.INSTANCE, memory);
        System.clearProperty(ALLOW);
    }

    @AfterEach
    void close() {
        released.countDown();
        outbound.close();
        shop.stop(0);
    }

    @Test
    void ofTooManyValuesIsNotHandedToTheAdapter() {
        ShopException refused = refusal("/many-lists");

        // Larger than the share of the budget of this test, before its values are counted.
        assertThat(refused.error()).isIn(ShopError.SHOP_FAILED, ShopError.BAD_ANSWER);
        assertThat(memory.taken()).isZero();
    }

    @Test
    void ofTooManyValuesIsABadAnswerWhereThereIsMemory() {
        System.setProperty(ALLOW, "127.0.0.1");
        GuardedHttpClient roomy = new GuardedHttpClient(
                Clock.systemUTC(),
                new ShopClocks(),
                SystemDefaultDnsResolver.INSTANCE,
                new MemoryBudget(100_000_000, 100_000_000));
        System.clearProperty(ALLOW);

        ShopException refused =
                catchThrowableOfType(ShopException.class, () -> roomy.http().send(get("/many-lists")));

        assertThat(refused.error()).isEqualTo(ShopError.BAD_ANSWER);
        assertThat(refused).hasMessageContaining("more than 100000 values");
        roomy.close();
    }

    @Test
    void thatIsTooDeepIsABadAnswer() {
        ShopException refused = refusal("/deep");

        assertThat(refused.error()).isEqualTo(ShopError.BAD_ANSWER);
        assertThat(refused).hasMessageContaining("nested deeper than 100 levels");
    }

    @Test
    void thatDoesNotFitIsAskedForAgainAndMayHaveBeenProcessed() {
        ShopException refused = refusal("/large");

        assertThat(refused.error()).isEqualTo(ShopError.SHOP_FAILED);
        assertThat(refused.error().isPassing()).isTrue();
        assertThat(refused.retryAfter()).isPresent();
    }

    @Test
    void withHeadersThatAreTooLongOrTooManyIsABadAnswer() {
        for (String path : List.of("/long-header", "/many-headers")) {
            ShopException refused = refusal(path);

            assertThat(refused.error()).as(path).isEqualTo(ShopError.BAD_ANSWER);
            assertThat(refused).hasMessageContaining("headers that are too long");
            assertThat(memory.taken()).isZero();
        }
    }

    @Test
    void thatIsFineOrNoJsonIsHandedOn() {
        assertThat(http(hostile).send(get("/fine")).body()).startsWith("{\"id\"");
        assertThat(http(hostile).send(get("/page")).body()).isEqualTo("<html>");
    }

    @Test
    void thatNeverEndsGivesWayToAnotherShops() throws InterruptedException {
        var endless = CompletableFuture.supplyAsync(() ->
                catchThrowableOfType(ShopException.class, () -> http(hostile).send(get("/never-ends"))));
        sending.await();
        while (memory.taken() < 1_800_000) {
            Thread.onSpinWait();
        }
        // Others hold the rest: nothing is left for the honest shop unless the hostile one gives way.
        MemoryBudget.Claim others = memory.open("others", null);
        assertThat(others.resize(BUDGET / 2)).isTrue();
        MemoryBudget.Claim more = memory.open("more", null);
        assertThat(more.resize(BUDGET - memory.taken())).isTrue();

        assertThat(http(honest).send(get("/fine")).status()).isEqualTo(200);

        assertThat(endless.join().error()).isEqualTo(ShopError.SHOP_FAILED);
    }

    private void answer(String path, String body) {
        shop.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private void headers(String path, int count, int length) {
        shop.createContext(path, exchange -> {
            try (exchange) {
                for (int i = 0; i < count; i++) {
                    exchange.getResponseHeaders().set("X-" + i, "x".repeat(length));
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });
    }

    private ShopException refusal(String path) {
        return catchThrowableOfType(ShopException.class, () -> http(hostile).send(get(path)));
    }

    private ShopHttp http(StoreId store) {
        ShopContext context = outbound.context(store, Map.of());
        return context.http();
    }

    private ShopHttp.Request get(String path) {
        return ShopHttp.Request.get(
                URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + path), Map.of());
    }
}
