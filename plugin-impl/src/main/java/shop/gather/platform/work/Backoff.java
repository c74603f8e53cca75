package shop.gather.platform.work;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again. All retries of the module use this class. Immutable.
 *
 * @param first the pause after the first failure
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {

    /** For background work on rows of the database: 1 second to 5 minutes. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff needs 0 < first <= longest: " + first + ", " + longest);
        }
    }

    /**
     * The pause where failures are counted. It doubles with each failure.
     *
     * @param failures in a row, the last one included; at least 1
     */
    public Duration afterFailures(int failures) {
        return atMostLongest(first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS)));
    }

    /**
     * The pause where failures are not counted: the first pause and half of the time that has passed since the first
     * try was due.
     *
     * @param waited since the first try was due; negative counts as none
     */
    public Duration afterWaiting(Duration waited) {
        return atMostLongest(waited.isNegative() ? first : first.plus(waited.dividedBy(2)));
    }

    private Duration atMostLongest(Duration pause) {
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
