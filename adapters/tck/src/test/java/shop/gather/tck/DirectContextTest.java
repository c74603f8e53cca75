package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp.Answer;
import shop.gather.spi.ShopHttp.Request;
import shop.gather.tck.memory.MovableClock;

class DirectContextTest {

    private final MovableClock clock = new MovableClock();
    private final DirectContext context = new DirectContext(Map.of("full", "x", "blank", " "), clock);

    @Test
    void blankSettingCountsAsMissing() {
        assertThat(context.setting("full")).contains("x");
        assertThat(context.setting("blank")).isEmpty();
        assertThat(catchThrowableOfType(ShopException.class, () -> context.required("none"))
                        .error())
                .isEqualTo(ShopError.MISCONFIGURED);
    }

    @Test
    void tokenIsKeptUntilItEndsOrIsDropped() {
        AtomicInteger logins = new AtomicInteger();
        Duration hour = Duration.ofHours(1);
        assertThat(token(logins, hour)).isEqualTo("token 1");
        assertThat(token(logins, hour)).isEqualTo("token 1");
        clock.move(hour);
        assertThat(token(logins, hour)).isEqualTo("token 2");
        context.dropToken("admin");
        assertThat(token(logins, hour)).isEqualTo("token 3");
    }

    @Test
    void redirectsAreToldAndNotFollowed() {
        try (HttpReceiver server = new HttpReceiver(new HttpReceiver.Reply(302, "text/plain", ""))) {
            Answer answer = context.http().send(Request.get(URI.create(server.address()), Map.of("X-A", "1")));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.headers()).containsEntry("content-type", "text/plain");
            assertThat(server.received()).hasSize(1);
            assertThat(server.received().get(0).headers()).containsEntry("x-a", "1");
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        Request request = Request.post(URI.create(HttpReceiver.closedAddress()), Map.of(), "x");
        assertThat(catchThrowableOfType(
                                ShopException.class, () -> context.http().send(request))
                        .error())
                .isEqualTo(ShopError.UNREACHABLE);
    }

    private String token(AtomicInteger logins, Duration lifetime) {
        return context.cachedToken("admin", lifetime, () -> "token " + logins.incrementAndGet());
    }
}
