package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.support.fixture.CannedHttp;
import shop.gather.adapter.support.signing.StandardWebhooks;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * What both sides sign, held against the examples of our own README; those of the Standard Webhooks specification are
 * held against {@link StandardWebhooks} itself.
 */
class SignaturesTest {

    private static final StandardWebhooks SPECIFIED = Secrets.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** What the adapter really sends is what the README tells an integrator to verify. */
    @Test
    void theReadmesRequestIsWhatTheAdapterSends() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        String request = after(readme, "request:");
        String signature = readme.get(line(readme, "request:") + 1)
                .replace("signature:", "")
                .strip();
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1795312800), ZoneOffset.UTC);
        CannedHttp http = new CannedHttp().then(200, "{\"outcome\":\"done\",\"reference\":\"\"}");
        ContractApi api =
                new ContractApi("https://shop.example/gather", Secrets.of(after(readme, "secret:")), http, clock);

        new OrderCommands(new Commands(api), false).cancel(new Cancellation("42", "7", "team failed"));

        var sent = http.requests().get(0);
        assertThat(sent.headers().get("webhook-id") + "." + sent.headers().get("webhook-timestamp") + "."
                        + sent.method() + " " + sent.uri().getRawPath().replaceFirst("/gather", "") + "\\n"
                        + sent.body())
                .isEqualTo(request);
        assertThat(sent.headers())
                .containsEntry("webhook-signature", signature)
                .containsEntry("idempotency-key", "cancel:42");
    }

    @Test
    void theReadmesNoticeIsBelieved() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        String[] notice = after(readme, "notice:").split("\\.", 3);
        String signature = readme.get(line(readme, "notice:") + 1)
                .replace("signature:", "")
                .strip();
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1795312800), ZoneOffset.UTC);
        Notification notification = new Notification(
                Map.of("webhook-id", notice[0], "webhook-timestamp", notice[1], "webhook-signature", signature),
                notice[2]);
        assertThat(new ContractNotifications(Secrets.of(after(readme, "secret:")), clock).changedOrders(notification))
                .containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "whsec_dG9vLXNob3J0", "whsec_this is not base64!", "whsec_", "whsec_@@@@"})
    void aSecretMustBeLongAndReadable(String secret) {
        assertThatThrownBy(() -> Secrets.of(secret)).isInstanceOfSatisfying(ShopException.class, failure -> {
            assertThat(failure.error()).isEqualTo(ShopError.MISCONFIGURED);
            assertThat(failure.getMessage()).contains("secret").doesNotContain("whsec_t", "dG9v");
        });
    }

    /** A shop with a wrong clock: it says when it is, and the request is signed once more, for then. */
    @Test
    void aShopWithAnotherClockIsSpokenToInItsOwnTime() {
        Map<String, String> date = Map.of("date", "Sun, 22 Nov 2026 12:00:00 GMT");
        CannedHttp http = new CannedHttp()
                .then(401, date, "{\"status\":401,\"code\":\"stale\"}")
                .then(200, "{\"orderIds\":[]}")
                .then(200, "{\"orderIds\":[]}")
                .then(401, date, "{\"status\":401,\"code\":\"stale\"}")
                .then(401, date, "{\"status\":401,\"code\":\"stale\"}");
        Clock gathers = Clock.fixed(Instant.parse("2026-11-22T11:00:00Z"), ZoneOffset.UTC);
        Reads reads = new Reads(new ContractApi("https://shop.example", SPECIFIED, http, gathers), true);
        reads.placedBy("7", Instant.EPOCH);
        reads.placedBy("7", Instant.EPOCH);
        assertThatThrownBy(() -> reads.placedBy("7", Instant.EPOCH))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.UNAUTHORIZED))
                .hasMessageContaining("clock");
        long noon = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();
        assertThat(http.requests())
                .extracting(sent -> Long.parseLong(sent.headers().get("webhook-timestamp")))
                .containsExactly(noon - 3600, noon, noon, noon, noon);
    }

    private static String after(List<String> readme, String label) {
        return readme.get(line(readme, label)).replace(label, "").strip();
    }

    private static int line(List<String> readme, String label) {
        for (int i = 0; i < readme.size(); i++) {
            if (readme.get(i).startsWith("    " + label)) {
                return i;
            }
        }
        throw new AssertionError("no " + label + " in the README");
    }
}
