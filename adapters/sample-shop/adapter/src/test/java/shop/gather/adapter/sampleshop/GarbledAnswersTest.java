package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Something between that answers instead of the shop. */
class GarbledAnswersTest {

    private static final String SELF =
            "{\"fingerprint\":\"f\",\"name\":\"n\",\"currency\":\"EUR\",\"pricesIncludeTax\":true,\"capabilities\":{\"cancellations\":true}}";

    private HttpServer server;
    private Shop shop;
    private int status;
    private String body;

    @BeforeEach
    void connect() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean self = exchange.getRequestURI().getPath().endsWith("/admin");
            byte[] answer = (self ? SELF : body).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            if (!self && status == 0) {
                exchange.close();
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(self ? 200 : status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/shops/one";
        shop = SampleShopFixture.connect(Map.of("baseUrl", base, "adminKey", "k"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        shop.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>",
        "200, {}",
        "200, []",
        "200, '{\"nobody-asked\":['",
        "200, null",
        "502, <html>",
        "0, ''",
        "404, <html>",
        "302, ''",
        "418, {}",
        "400, <html>",
        "405, <html>",
        "409, <html>",
        "422, <html>",
        "501, <html>",
        "404, '{\"code\":\"rest_no_route\",\"message\":\"No route\",\"data\":{\"status\":404}}'",
        "404, '{\"code\":\"not-found\"}'",
        "405, '{\"type\":\"about:blank\",\"status\":405,\"code\":\"method-not-allowed\",\"detail\":\"no\"}'"
    })
    void whatIsNoAnswerOfTheShopRefusesNothing(int status, String body) {
        assertThat(cancel(status, body)).isInstanceOf(Unknown.class);
    }

    @Test
    void whatTheShopSaysInWordsThatNobodyKnowsIsARefusal() {
        assertThat(
                        cancel(
                                409,
                                "{\"type\":\"urn:sample-shop:problem:on-holiday\",\"status\":409,\"code\":\"on-holiday\",\"detail\":\"no\"}"))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>",
        "200, {}",
        "200, '{\"nobody-asked\":['",
        "200, null",
        "404, <html>",
        "404, {}",
        "404, '{\"code\":\"not-found\"}'",
        "302, ''"
    })
    void anOrderIsNeverSaidToBeGone(int status, String body) {
        answer(status, body);
        assertThat(catchThrowableOfType(ShopException.class, () -> shop.orders().order("o"))
                        .error())
                .isEqualTo(ShopError.BAD_ANSWER);
    }

    @Test
    void aConnectionThatBreaksIsNoAnswer() {
        answer(0, "");
        assertThat(catchThrowableOfType(ShopException.class, () -> shop.orders().order("o"))
                        .error())
                .isEqualTo(ShopError.NO_ANSWER);
    }

    private CommandResult cancel(int status, String body) {
        answer(status, body);
        return shop.cancellations().orElseThrow().cancel(new Cancellation("k", "o", "no"));
    }

    private void answer(int nextStatus, String nextBody) {
        status = nextStatus;
        body = nextBody;
    }
}
