package shop.gather.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    private static final Instant BEFORE = Instant.parse("2026-11-22T18:00:00Z");
    private static final Instant AFTER = BEFORE.plusSeconds(3);

    @Test
    void aSlowAnswerIsNotAWrongClock() {
        assertThat(ClockOffset.between(BEFORE, BEFORE.plusSeconds(2), AFTER)).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsFromTheNearerEnd() {
        assertThat(ClockOffset.between(BEFORE, BEFORE.minusMillis(400), AFTER)).isEqualTo(Duration.ofMillis(-400));
        assertThat(ClockOffset.between(BEFORE, AFTER.plusMillis(1500), AFTER)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aSecondEitherWayIsTheMost() {
        assertThat(ClockOffset.isTolerable(Duration.ofMillis(1000))).isTrue();
        assertThat(ClockOffset.isTolerable(Duration.ofMillis(-1000))).isTrue();
        assertThat(ClockOffset.isTolerable(Duration.ofMillis(1001))).isFalse();
        assertThat(ClockOffset.isTolerable(Duration.ofMillis(-1001))).isFalse();
    }
}
