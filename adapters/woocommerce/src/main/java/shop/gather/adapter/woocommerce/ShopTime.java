package shop.gather.adapter.woocommerce;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What time it is at the shop, learned from the dates of its answers. WooCommerce refuses signatures that are 15 minutes off and stamps orders by its own
 * clock, so that a wrong clock on one side must not matter. Thread-safe.
 */
final class ShopTime {

    /** The date of an answer has whole seconds, and the answer was under way. */
    private static final Duration UNSURE = Duration.ofSeconds(3);

    private final Clock clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    ShopTime(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead.get());
    }

    void learn(Map<String, String> headers) {
        said(headers).ifPresent(shops -> {
            if (Duration.between(now(), shops).abs().compareTo(UNSURE) > 0) {
                ahead.set(Duration.between(clock.instant(), shops));
            }
        });
    }

    private static Optional<Instant> said(Map<String, String> headers) {
        try {
            return Optional.ofNullable(headers.get("date"))
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
