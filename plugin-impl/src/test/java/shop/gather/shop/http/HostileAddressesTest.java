package shop.gather.shop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Addresses by which somebody tries to have Gather call what only this machine or its network reaches. A server on this
 * machine counts who comes.
 */
class HostileAddressesTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final AtomicInteger callers = new AtomicInteger();
    private HttpServer inside;
    private GuardedHttpClient outbound;

    @BeforeEach
    void open() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        inside.createContext("/", exchange -> {
            try (exchange) {
                callers.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        inside.start();
        outbound = allowing("", SystemDefaultDnsResolver.INSTANCE);
    }

    @AfterEach
    void close() {
        outbound.close();
        inside.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://127.255.255.254:PORT/",
                "http://0.0.0.0:PORT/",
                "http://0:PORT/",
                "http://[::1]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[2001:0:7f00:1::1]:PORT/",
                "http://[fe80::1]:PORT/",
                "http://[fec0::1]:PORT/",
                "http://[fc00::1]:PORT/",
                "http://[fd12:3456:789a::1]:PORT/",
                "http://[ff02::1]:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://10.0.0.1/",
                "http://10.255.255.255/",
                "http://172.16.0.1/",
                "http://172.31.255.254/",
                "http://192.168.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://192.0.0.1/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://user@127.0.0.1:PORT/",
                "http://shop.example@127.0.0.1:PORT/",
                "http://shop.example%2f@127.0.0.1:PORT/",
                "http://127\u30020\u30020\u30021:PORT/",
                "http:///127.0.0.1:PORT/",
                "http:127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "file:///etc/passwd",
                "ftp://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/a.jar!/b",
            })
    void noConnectionIsMadeToWhatIsNotPublic(String hostile) {
        String address =
                hostile.replace("PORT", String.valueOf(inside.getAddress().getPort()));
        assertThat(refusal(() -> outbound.requireAllowed(URI.create(address))))
                .as("when it is stored")
                .isTrue();
        assertThat(refusal(() -> outbound.http().send(ShopHttp.Request.get(URI.create(address), Map.of()))))
                .as("when it is called")
                .isTrue();
        assertThat(callers).hasValue(0);
    }

    /** It was public when it was looked at. */
    @Test
    void aNameThatResolvesDifferentlyTheSecondTimeIsNotCalled() throws UnknownHostException {
        InetAddress shop = InetAddress.getByAddress("shop.example", new byte[] {93, (byte) 184, (byte) 216, 34});
        AtomicInteger asked = new AtomicInteger();
        GuardedHttpClient rebound = allowing("", new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return new InetAddress[] {asked.getAndIncrement() == 0 ? shop : LOOPBACK};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });
        URI address = URI.create("http://shop.example:" + inside.getAddress().getPort() + "/");
        rebound.requireAllowed(address);
        ShopException refused = catchThrowableOfType(
                ShopException.class, () -> rebound.http().send(ShopHttp.Request.get(address, Map.of())));
        assertThat(refused.error()).isEqualTo(ShopError.FORBIDDEN_ADDRESS);
        assertThat(asked).hasValue(2);
        assertThat(callers).hasValue(0);
        rebound.close();
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        HttpServer shop = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        shop.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://localhost:" + inside.getAddress().getPort() + "/");
                exchange.sendResponseHeaders(302, -1);
            }
        });
        shop.start();
        GuardedHttpClient besideTheShop = allowing("127.0.0.1", SystemDefaultDnsResolver.INSTANCE);
        ShopHttp.Answer answer = besideTheShop
                .http()
                .send(ShopHttp.Request.get(
                        URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/"), Map.of()));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(callers).hasValue(0);
        besideTheShop.close();
        shop.stop(0);
    }

    /** The positive control: what is allowed is called. */
    @Test
    void aShopBesideGatherIsCalledIfTheProviderAllowsIt() {
        GuardedHttpClient besideTheShop = allowing("127.0.0.1", SystemDefaultDnsResolver.INSTANCE);
        URI address = URI.create("http://127.0.0.1:" + inside.getAddress().getPort() + "/");
        besideTheShop.requireAllowed(address);
        assertThat(besideTheShop
                        .http()
                        .send(ShopHttp.Request.get(address, Map.of()))
                        .status())
                .isEqualTo(204);
        assertThat(callers).hasValue(1);
        besideTheShop.close();
    }

    @Test
    void ofAnAllowedHostAndPortNoOtherPortIsCalled() {
        int port = inside.getAddress().getPort();
        GuardedHttpClient besideTheShop =
                allowing("127.0.0.1:" + (port == 1 ? 2 : port - 1), SystemDefaultDnsResolver.INSTANCE);
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        assertThat(refusal(() -> besideTheShop.requireAllowed(address))).isTrue();
        assertThat(refusal(() -> besideTheShop.http().send(ShopHttp.Request.get(address, Map.of()))))
                .isTrue();
        assertThat(callers).hasValue(0);
        besideTheShop.close();
        GuardedHttpClient toItsPort = allowing("127.0.0.1:" + port, SystemDefaultDnsResolver.INSTANCE);
        toItsPort.requireAllowed(address);
        toItsPort.http().send(ShopHttp.Request.get(address, Map.of()));
        assertThat(callers).hasValue(1);
        toItsPort.close();
    }

    /** The client's library throws something else for these, which stopped every event of the store. */
    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example:0/", "http://shop.example:65536/", "http://shop.example:99999/"})
    void aPortThatDoesNotExistIsRefusedAsAWrongSetting(String address) {
        for (Runnable use : List.<Runnable>of(() -> outbound.requireAllowed(URI.create(address)), () -> outbound.http()
                .send(ShopHttp.Request.get(URI.create(address), Map.of())))) {
            ShopException refused = catchThrowableOfType(ShopException.class, use::run);
            assertThat(refused.error()).isEqualTo(ShopError.MISCONFIGURED);
        }
    }

    /** Whether it was refused in a way that its callers know. */
    private static boolean refusal(Runnable call) {
        try {
            call.run();
            return false;
        } catch (ShopException refused) {
            // A connection that was tried in vain is no refusal; a name that nobody knows is none to connect to.
            return refused.error() == ShopError.FORBIDDEN_ADDRESS
                    || refused.error() == ShopError.MISCONFIGURED
                    || refused.getCause() instanceof UnknownHostException;
        } catch (IllegalArgumentException noAddress) {
            return true;
        }
    }

    private static GuardedHttpClient allowing(String hosts, DnsResolver names) {
        String before = System.getProperty("gather.outbound.allow");
        System.setProperty("gather.outbound.allow", hosts);
        try {
            return new GuardedHttpClient(Clock.systemUTC(), new ShopClocks(), names, new MemoryBudgets().answers());
        } finally {
            if (before == null) {
                System.clearProperty("gather.outbound.allow");
            } else {
                System.setProperty("gather.outbound.allow", before);
            }
        }
    }
}
