package shop.gather.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The times at which a failed delivery is retried. The delay grows by a factor of four, from 5 seconds up to 8 hours;
 * the last attempt is made at the time at which the delivery is given up.
 */
final class RetryPlan {

    static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    static final Duration LONGEST_DELAY = Duration.ofHours(8);
    private static final int GROWTH = 4;

    private RetryPlan() {}

    /**
     * @param attempts the number of attempts so far, 1 or more
     * @param giveUpAt when the last attempt is due
     * @return empty if no attempt is left
     */
    static Optional<Instant> next(int attempts, Instant now, Instant giveUpAt) {
        if (!now.isBefore(giveUpAt)) {
            return Optional.empty();
        }
        Duration delay = FIRST_DELAY;
        for (int i = 1; i < attempts && delay.compareTo(LONGEST_DELAY) < 0; i++) {
            delay = delay.multipliedBy(GROWTH);
        }
        Instant next = now.plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
        return Optional.of(next.isBefore(giveUpAt) ? next : giveUpAt);
    }

    /** How long an endpoint is paused after this number of consecutive turns in which it accepted nothing. */
    static Duration pause(int failures) {
        Duration longest = Duration.ofMinutes(5);
        Duration pause = FIRST_DELAY.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
