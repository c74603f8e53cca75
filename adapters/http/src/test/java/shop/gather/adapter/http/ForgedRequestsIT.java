package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.OrderSnapshot.State;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The shop believes only what Gather signed just now: this request, to this address, under this key. */
@RequiresNode
class ForgedRequestsIT {

    private static final StandardWebhooks OURS = Secrets.of(ReferenceShop.Terms.SECRET);

    private static ReferenceShop server;
    private static Story story;

    private final ShopHttp http = new DirectContext(Map.of(), Clock.systemUTC()).http();

    @BeforeAll
    static void open() {
        server = ReferenceShop.start(ReferenceShop.Terms.full());
        story = Story.at(server);
    }

    @AfterAll
    static void close() {
        story.close();
        server.close();
    }

    @Test
    void unsignedAndWronglySignedIsRefused() {
        assertThat(send("GET", "/discovery", Map.of(), null)).isEqualTo("401 bad-signature");
        StandardWebhooks wrong = Secrets.of("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB");
        assertThat(send("GET", "/discovery", signed(wrong, "GET", "/discovery", "a", 0, null), null))
                .isEqualTo("401 bad-signature");
        assertThat(send("GET", "/discovery", signed(OURS, "GET", "/discovery", "a", 0, null), null))
                .startsWith("200");
    }

    @Test
    void aSignatureHoldsForFiveMinutes() {
        assertThat(send("GET", "/discovery", signed(OURS, "GET", "/discovery", "a", -290, null), null))
                .startsWith("200");
        assertThat(send("GET", "/discovery", signed(OURS, "GET", "/discovery", "a", -310, null), null))
                .isEqualTo("401 stale");
        assertThat(send("GET", "/discovery", signed(OURS, "GET", "/discovery", "a", 310, null), null))
                .isEqualTo("401 stale");
    }

    @Test
    void aSignatureHoldsForNoOtherRequest() {
        PlacedOrder mine = story.buy(story.driver().register("Ada"), Payment.AUTHORIZE);
        PlacedOrder other = story.buy(story.driver().register("Grace"), Payment.AUTHORIZE);
        String body = "{\"reason\":\"team failed\"}";
        Map<String, String> headers =
                signed(OURS, "POST", "/orders/" + mine.orderId() + "/cancellation", "cancel:1", 0, body);
        headers.put("idempotency-key", "cancel:1");
        assertThat(send("POST", "/orders/" + other.orderId() + "/cancellation", headers, body))
                .isEqualTo("401 bad-signature");
        assertThat(send("POST", "/orders/" + mine.orderId() + "/cancellation", headers, body + " "))
                .isEqualTo("401 bad-signature");
        assertThat(send("POST", "/orders/" + mine.orderId() + "/cancellation?x", headers, body))
                .isEqualTo("401 bad-signature");
        assertThat(send("DELETE", "/orders/" + mine.orderId() + "/cancellation", headers, body))
                .isEqualTo("401 bad-signature");
        assertThat(story.read(mine).state()).isEqualTo(State.OPEN);
        assertThat(story.read(other).state()).isEqualTo(State.OPEN);
    }

    /** Else whoever saw one refund could have it made again and again. */
    @Test
    void theKeyIsSignedTooAndNamesOneRequest() {
        PlacedOrder placed = story.buy(story.driver().register("Ada"), Payment.AUTHORIZE);
        String target = "/orders/" + placed.orderId() + "/cancellation";
        String body = "{\"reason\":\"team failed\"}";
        Map<String, String> headers = signed(OURS, "POST", target, "cancel:2", 0, body);
        assertThat(send("POST", target, headers, body)).isEqualTo("400 bad-request");
        headers.put("idempotency-key", "cancel:3");
        assertThat(send("POST", target, headers, body)).isEqualTo("400 bad-request");
        assertThat(story.read(placed).state()).isEqualTo(State.OPEN);
        headers.put("idempotency-key", "cancel:2");
        assertThat(send("POST", target, headers, body)).startsWith("200");
        String otherBody = "{\"reason\":\"another\"}";
        Map<String, String> again = signed(OURS, "POST", target, "cancel:2", 0, otherBody);
        again.put("idempotency-key", "cancel:2");
        assertThat(send("POST", target, again, otherBody)).isEqualTo("422 key-reused");
    }

    @Test
    void twoSecretsOverlapWhileOneIsChanged() {
        String fresh = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy1zZWNy";
        String old = ReferenceShop.Terms.SECRET;
        Map<String, String> settings = new HashMap<>(story.driver().settings());
        settings.put("secret", fresh + " " + old);
        try (var ahead = new HttpAdapter().connect(new DirectContext(settings, Clock.systemUTC()));
                ReferenceShop changing =
                        ReferenceShop.start(ReferenceShop.Terms.full().with("GATHER_SECRET", fresh + " " + old))) {
            assertThat(ahead.identify().name())
                    .as("Gather has both, the shop the old one")
                    .isNotBlank();
            for (String one : new String[] {fresh, old}) {
                settings.put("secret", one);
                settings.put("baseUrl", changing.uri() + "/gather");
                try (var behind = new HttpAdapter().connect(new DirectContext(settings, Clock.systemUTC()))) {
                    assertThat(behind.identify().name())
                            .as("the shop has both, Gather one")
                            .isNotBlank();
                }
            }
        }
    }

    private static Map<String, String> signed(
            StandardWebhooks signing, String method, String target, String id, int secondsAhead, String body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond() + secondsAhead);
        String payload = method + " " + target + "\n" + (body == null ? "" : body);
        return new HashMap<>(Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                signing.signatures(id, timestamp, payload)));
    }

    /** The status and, of a problem, its code. */
    private String send(String method, String target, Map<String, String> headers, String body) {
        URI uri = URI.create(server.uri() + "/gather" + target);
        ShopHttp.Answer answer = http.send(new ShopHttp.Request(method, uri, headers, body));
        return answer.status() + answer.body().replaceAll(".*\"code\":\"([^\"]*)\".*", " $1");
    }
}
