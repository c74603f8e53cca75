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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A long answer is read as a whole, or not at all: half of one is none. */
class LongAnswerTest {

    private static final String ALLOW = "gather.outbound.allow";
    private static final int LONGEST = 8 * 1024 * 1024;

    private HttpServer shop;
    private GuardedHttpClient outbound;

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            try (exchange) {
                int length = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
                exchange.sendResponseHeaders(200, length);
                // No JSON, in which a single number is much shorter.
                exchange.getResponseBody()
                        .write("7 ".repeat(length).substring(0, length).getBytes(StandardCharsets.US_ASCII));
            }
        });
        shop.start();
        System.setProperty(ALLOW, "127.0.0.1");
        outbound = new GuardedHttpClient(Clock.systemUTC(), new ShopClocks(), new MemoryBudgets());
        System.clearProperty(ALLOW);
    }

    @AfterEach
    void close() {
        outbound.close();
        shop.stop(0);
    }

    @Test
    void isReadToItsEnd() {
        assertThat(answerOf(LONGEST).body()).hasSize(LONGEST);
    }

    @Test
    void isNotCutOff() {
        ShopException given = catchThrowableOfType(ShopException.class, () -> answerOf(LONGEST + 1));

        assertThat(given.error()).isEqualTo(ShopError.BAD_ANSWER);
        assertThat(given).hasMessage("127.0.0.1 sent an answer that is too long.");
    }

    private ShopHttp.Answer answerOf(int length) {
        URI address = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/" + length);
        return outbound.http().send(ShopHttp.Request.get(address, Map.of()));
    }
}
