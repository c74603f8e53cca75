package shop.gather.host;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened that a shop dates, by Gather's clock: a range, because the shop's clock is known only so well.
 *
 * @param earliest inclusive
 * @param latest inclusive
 */
public record ShopTime(Instant earliest, Instant latest) {

    /** Many shops date to the second, and a node's clock may differ from the database's by as much. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** A time by a clock that agrees with Gather's. */
    public static ShopTime exactly(Instant instant) {
        return new ShopTime(instant, instant);
    }

    /** Whether something that began then may already have begun; doubt speaks for it. */
    public boolean isFrom(Instant begin) {
        return !begin.isAfter(latestBegin());
    }

    /**
     * Whether something that ended then may not have ended yet; doubt speaks for it.
     *
     * @param end null if it has no end
     */
    public boolean isBefore(Instant end) {
        return end == null || end.isAfter(earliest);
    }

    /** The latest begin that {@link #isFrom} accepts, for a query. */
    public Instant latestBegin() {
        return latest.plus(RESOLUTION);
    }
}
