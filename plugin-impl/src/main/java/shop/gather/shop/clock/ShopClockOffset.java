package shop.gather.shop.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * The measured offset of a shop's clock: the shop's time minus Gather's time. The header has a resolution of one second
 * and the round trip takes time, so each measurement gives a range; several measurements narrow it.
 *
 * @param least the smallest possible offset; positive if the shop's clock is certainly ahead
 * @param most the largest possible offset
 */
record ShopClockOffset(Duration least, Duration most) {

    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

    static ShopClockOffset measured(Instant before, Instant told, Instant after) {
        return new ShopClockOffset(
                Duration.between(after, told), Duration.between(before, told).plus(DATE_RESOLUTION));
    }

    /** The intersection of both ranges; only the later range if they do not overlap, because a clock was set. */
    ShopClockOffset narrowedBy(ShopClockOffset later) {
        Duration from = least.compareTo(later.least) > 0 ? least : later.least;
        Duration to = most.compareTo(later.most) < 0 ? most : later.most;
        return from.compareTo(to) > 0 ? later : new ShopClockOffset(from, to);
    }

    /** If the range includes zero, the clocks are treated as equal: most are synchronized over the network. */
    ShopTime convert(Instant byTheShopsClock) {
        return mayAgree()
                ? ShopTime.stated(byTheShopsClock)
                : new ShopTime(
                        byTheShopsClock.minus(most),
                        byTheShopsClock.minus(least).plus(ShopTime.resolution(byTheShopsClock)));
    }

    /** The reverse of {@link #convert}: the earliest time that the shop may state for an instant of Gather's clock. */
    Instant earliestStated(Instant byGathersClock) {
        return (mayAgree() ? byGathersClock : byGathersClock.plus(least)).minus(ShopTime.COARSEST);
    }

    private boolean mayAgree() {
        return least.compareTo(Duration.ZERO) <= 0 && !most.isNegative();
    }
}
