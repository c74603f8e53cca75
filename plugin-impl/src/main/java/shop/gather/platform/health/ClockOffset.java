package shop.gather.platform.health;

import java.time.Duration;
import java.time.Instant;

/** The offset between this node's clock and the database's. */
final class ClockOffset {

    private static final Duration TOLERABLE = Duration.ofSeconds(1);

    private ClockOffset() {}

    /**
     * The part of the difference that the round trip to the database cannot explain: zero if the database's time lies
     * between the node's times before and after.
     *
     * @return positive if the database is ahead
     */
    static Duration between(Instant before, Instant database, Instant after) {
        if (database.isBefore(before)) {
            return Duration.between(before, database);
        }
        return database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
    }

    static boolean isTolerable(Duration offset) {
        return offset.abs().compareTo(TOLERABLE) <= 0;
    }
}
