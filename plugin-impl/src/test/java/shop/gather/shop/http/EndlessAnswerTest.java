package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/** A shop that never stops to answer holds nobody for longer than a call may take. */
@Timeout(30)
class EndlessAnswerTest {

    private static final String ALLOW = "gather.outbound.allow";
    private static final String LONGEST = "gather.outbound.longest-call";

    private ServerSocket shop;
    private GuardedHttpClient outbound;

    @BeforeEach
    void open() throws IOException {
        shop = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        System.setProperty(ALLOW, "127.0.0.1");
        System.setProperty(LONGEST, "PT1S");
        outbound = new GuardedHttpClient(Clock.systemUTC(), new ShopClocks(), new MemoryBudgets());
        System.clearProperty(ALLOW);
        System.clearProperty(LONGEST);
    }

    @AfterEach
    void close() throws IOException {
        outbound.close();
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Long: "})
    void isGivenUp(String beginning) {
        CompletableFuture.runAsync(() -> drip(beginning));

        ShopException given = catchThrowableOfType(ShopException.class, () -> outbound.http()
                .send(ShopHttp.Request.get(URI.create("http://127.0.0.1:" + shop.getLocalPort() + "/"), Map.of())));

        assertThat(given.error()).isEqualTo(ShopError.NO_ANSWER);
        assertThat(given).hasMessage("127.0.0.1 did not answer in time.");
    }

    /** A byte every tenth of a second, until the caller goes. */
    private void drip(String beginning) {
        try (Socket caller = shop.accept()) {
            caller.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                caller.getOutputStream().write('x');
                // The shop's pace, and no wait for anything: slower than a full answer, faster than the time-out of a
                // read.
                Thread.sleep(100);
            }
        } catch (IOException gone) {
            // As it should be.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
