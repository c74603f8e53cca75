package shop.gather.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

    @Test
    void thePauseDoublesWithEachFailureUpToTheLongest() {
        assertThat(backoff.afterFailures(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.afterFailures(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.afterFailures(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(backoff.afterFailures(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.afterFailures(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whereFailuresAreNotCountedEachPauseIsLongerThanTheOneBefore() {
        Duration waited = Duration.ZERO;
        Duration before = Duration.ZERO;
        while (before.compareTo(backoff.longest()) < 0) {
            Duration pause = backoff.afterWaiting(waited);
            assertThat(pause).isGreaterThan(before).isLessThanOrEqualTo(backoff.longest());
            waited = waited.plus(pause);
            before = pause;
        }
        assertThat(backoff.afterWaiting(Duration.ofDays(1_000))).isEqualTo(backoff.longest());
        assertThat(backoff.afterWaiting(Duration.ofSeconds(-5))).isEqualTo(backoff.first());
    }
}
