package shop.gather.shop.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened that a shop dates, by Gather's clock: a range, because the shop's clock is known only so
 * well.
 *
 * @param earliest inclusive
 * @param latest inclusive
 */
public record ShopTime(Instant earliest, Instant latest) {

    /** How coarsely shops state times at most. */
    static final Duration COARSEST = Duration.ofSeconds(1);

    /** A time that is known exactly. */
    public static ShopTime exactly(Instant instant) {
        return new ShopTime(instant, instant);
    }

    /**
     * A time that was stated by a clock which agrees with Gather's. Many shops state times to the second, none more
     * finely than to the millisecond is relied on.
     */
    public static ShopTime stated(Instant instant) {
        return new ShopTime(instant, instant.plus(resolution(instant)));
    }

    static Duration resolution(Instant stated) {
        return stated.getNano() == 0 ? COARSEST : Duration.ofMillis(1);
    }

    /** Whether something that began then may already have begun; doubt speaks for it. */
    public boolean isFrom(Instant begin) {
        return !begin.isAfter(latest);
    }

    /**
     * Whether something that ended then may not have ended yet; doubt speaks for it.
     *
     * @param end null if it has no end
     */
    public boolean isBefore(Instant end) {
        return end == null || end.isAfter(earliest);
    }
}
