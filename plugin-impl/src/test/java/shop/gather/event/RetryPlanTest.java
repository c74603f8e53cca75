package shop.gather.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPlanTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(3));

    @Test
    void anEventIsTriedForThreeDaysAndTheLastAttemptIsAtTheirEnd() {
        List<Instant> attempts = new ArrayList<>(List.of(START));
        Optional<Instant> next = RetryPlan.next(1, START, END);
        while (next.isPresent()) {
            attempts.add(next.get());
            next = RetryPlan.next(attempts.size(), next.get(), END);
        }
        assertThat(attempts).hasSizeBetween(12, 20).isSorted().endsWith(END);
        assertThat(attempts.get(1)).isEqualTo(START.plusSeconds(5));
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(Duration.between(attempts.get(i - 1), attempts.get(i)))
                    .isPositive()
                    .isLessThanOrEqualTo(RetryPlan.LONGEST_DELAY);
        }
    }

    @Test
    void anEndpointThatAcceptsNothingIsAskedAtLeastEveryFiveMinutes() {
        assertThat(RetryPlan.pause(0)).isEqualTo(Duration.ofSeconds(5));
        for (int failures = 1; failures < 10_000; failures *= 3) {
            assertThat(RetryPlan.pause(failures))
                    .isGreaterThanOrEqualTo(RetryPlan.pause(failures - 1))
                    .isLessThanOrEqualTo(Duration.ofMinutes(5));
        }
    }
}
