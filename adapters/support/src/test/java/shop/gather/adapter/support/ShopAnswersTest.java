package shop.gather.adapter.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** What every HTTP answer says in the same way. */
class ShopAnswersTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                "Sun, 22 Nov 2026 12:01:00 GMT|PT1M",
                "Sun, 22 Nov 2026 11:00:00 GMT|PT0S",
                "999999999|PT24H"
            })
    void theShopSaysHowLongToWait(String header, Duration pause) {
        assertThat(ShopAnswers.retryAfter(Map.of("retry-after", header), NOON)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5"})
    void whatCannotBeReadIsNoPause(String header) {
        assertThat(ShopAnswers.retryAfter(Map.of("retry-after", header), NOON)).isEmpty();
    }

    @Test
    void aFailureIsTheShopsAndPasses() {
        ShopException failed = ShopAnswers.failure(503, Map.of("retry-after", "7"), "updating", NOON)
                .orElseThrow();
        ShopException limited = ShopAnswers.failure(429, Map.of(), "", NOON).orElseThrow();

        assertThat(failed.error()).isEqualTo(ShopError.SHOP_FAILED);
        assertThat(failed).hasMessage("the shop answered 503: updating");
        assertThat(failed.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(limited.error()).isEqualTo(ShopError.RATE_LIMITED);
        assertThat(ShopAnswers.failure(404, Map.of(), "", NOON)).isEmpty();
    }

    @Test
    void theTimeAtTheShopIsLearnedFromItsAnswers() {
        ShopTime time = new ShopTime(NOON);

        assertThat(time.learn(Map.of("date", "Sun, 22 Nov 2026 12:00:02 GMT"))).isTrue();
        assertThat(time.now()).isEqualTo(NOON.instant());
        assertThat(time.learn(Map.of("date", "Sun, 22 Nov 2026 13:00:00 GMT"))).isTrue();
        assertThat(time.now()).isEqualTo(NOON.instant().plus(Duration.ofHours(1)));
        assertThat(time.learn(Map.of("date", "today"))).isFalse();
    }
}
