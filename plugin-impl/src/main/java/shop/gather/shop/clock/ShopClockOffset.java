package shop.gather.shop.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What measurements allow for a shop's time less Gather's time. The header is stated to the second, and the way there
 * and back takes a while, so that each measurement gives a range; several narrow it.
 *
 * @param least the smallest possible difference; positive if the shop is ahead for certain
 * @param most the largest possible difference
 */
record ShopClockOffset(Duration least, Duration most) {

    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

    static ShopClockOffset measured(Instant before, Instant told, Instant after) {
        return new ShopClockOffset(
                Duration.between(after, told), Duration.between(before, told).plus(DATE_RESOLUTION));
    }

    /** The range that both allow; the later one alone if they contradict each other, because a clock was set. */
    ShopClockOffset narrowedBy(ShopClockOffset later) {
        Duration from = least.compareTo(later.least) > 0 ? least : later.least;
        Duration to = most.compareTo(later.most) < 0 ? most : later.most;
        return from.compareTo(to) > 0 ? later : new ShopClockOffset(from, to);
    }

    /** Clocks that may agree are taken to agree: most are set by the network. */
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
