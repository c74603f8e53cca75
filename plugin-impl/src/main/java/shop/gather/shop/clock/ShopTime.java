package shop.gather.shop.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that a shop states, converted to Gather's clock. It is a range, because the offset of the shop's clock is
 * known only approximately.
 *
 * @param earliest inclusive
 * @param latest inclusive
 */
public record ShopTime(Instant earliest, Instant latest) {

    /** The coarsest resolution of times that shops state. */
    static final Duration COARSEST = Duration.ofSeconds(1);

    /** A time that is known exactly. */
    public static ShopTime exactly(Instant instant) {
        return new ShopTime(instant, instant);
    }

    /**
     * A time that was stated by a clock that agrees with Gather's. Many shops state times to the second; no resolution
     * finer than a millisecond is assumed.
     */
    public static ShopTime stated(Instant instant) {
        return new ShopTime(instant, instant.plus(resolution(instant)));
    }

    static Duration resolution(Instant stated) {
        return stated.getNano() == 0 ? COARSEST : Duration.ofMillis(1);
    }

    /** Whether this time may be at or after a beginning; true if uncertain. */
    public boolean isFrom(Instant begin) {
        return !begin.isAfter(latest);
    }

    /**
     * Whether this time may be before an end; true if uncertain.
     *
     * @param end null if there is no end
     */
    public boolean isBefore(Instant end) {
        return end == null || end.isAfter(earliest);
    }
}
