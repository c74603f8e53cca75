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
 * Measures how far each shop's clock is from Gather's, by the {@code Date} header of the shop's answers (RFC 9110), and
 * converts times that a shop states. A shop whose answers carry no such header is taken to have the right time. Each
 * node measures for itself: it converts the times of orders that it has just read. Thread-safe.
 */
@Singleton
public class ShopClocks {

    private final Cache<StoreId, ShopClockOffset> offsets =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

    /**
     * Learns from one answer of a shop.
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
            // A header that is no date says nothing about the shop's clock.
        }
    }

    /** When something happened that the shop dates, by Gather's clock. */
    public ShopTime time(StoreId store, Instant byTheShopsClock) {
        ShopClockOffset offset = offsets.getIfPresent(store);
        return offset == null ? ShopTime.stated(byTheShopsClock) : offset.convert(byTheShopsClock);
    }

    /**
     * The earliest time that the shop may state for something that happened at an instant of Gather's clock; to ask the
     * shop for what came after it.
     */
    public Instant earliestStated(StoreId store, Instant byGathersClock) {
        ShopClockOffset offset = offsets.getIfPresent(store);
        return offset == null ? byGathersClock.minus(ShopTime.COARSEST) : offset.earliestStated(byGathersClock);
    }
}
