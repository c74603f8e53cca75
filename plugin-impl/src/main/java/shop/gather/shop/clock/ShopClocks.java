package shop.gather.shop.clock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import shop.gather.platform.StoreId;

/**
 * Measures the offset between each shop's clock and Gather's from the {@code Date} header of the shop's answers (RFC
 * 9110), and converts times that a shop states. A shop that sends no such header is assumed to have the correct time.
 * Each node measures for itself, because it converts the times of orders that it has just read. Thread-safe.
 */
@Singleton
public class ShopClocks {

    private final Cache<StoreId, ShopClockOffset> offsets =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

    /**
     * Takes a measurement from one answer of a shop.
     *
     * @param before when the request was sent, by Gather's clock
     * @param after when the answer had arrived, by Gather's clock
     * @param date the header of the answer; null if it has none
     */
    public void measure(StoreId store, Instant before, Instant after, String date) {
        if (date == null) {
            return;
        }
        try {
            Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ShopClockOffset measured = ShopClockOffset.measured(before, told, after);
            offsets.asMap().merge(store, measured, ShopClockOffset::narrowedBy);
        } catch (DateTimeException unreadable) {
            // A header that is not a date gives no measurement.
        }
    }

    /** Converts a time that the shop states to Gather's clock. */
    public ShopTime time(StoreId store, Instant byTheShopsClock) {
        ShopClockOffset offset = offsets.getIfPresent(store);
        return offset == null ? ShopTime.stated(byTheShopsClock) : offset.convert(byTheShopsClock);
    }

    /**
     * The earliest time that the shop may state for an event at the given instant of Gather's clock. Used to ask the
     * shop for everything after that instant.
     */
    public Instant earliestStated(StoreId store, Instant byGathersClock) {
        ShopClockOffset offset = offsets.getIfPresent(store);
        return offset == null ? byGathersClock.minus(ShopTime.COARSEST) : offset.earliestStated(byGathersClock);
    }
}
