package shop.gather.adapter.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The time with which requests to a shop are signed: Gather's, until the shop calls that stale; then the shop's, as its header Date tells. Only for what Gather
 * sends: what the shop sends is judged by Gather's clock, so that nobody can make an old notification young. Thread-safe.
 */
final class ShopClock {

    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    ShopClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Whether the shop told another time than the one used until now. */
    boolean learn(Map<String, String> headers) {
        try {
            Instant told = ZonedDateTime.parse(headers.getOrDefault("date", ""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Duration.between(clock.instant(), told);
            return true;
        } catch (DateTimeException notTold) {
            return false;
        }
    }
}
