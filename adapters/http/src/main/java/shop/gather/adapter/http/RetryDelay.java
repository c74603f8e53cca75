package shop.gather.adapter.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** The header Retry-After, in seconds or as a date. A shop that asks for more than a day is asked again after a day. */
final class RetryDelay {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryDelay() {}

    static Optional<Duration> of(Map<String, String> headers, Clock clock) {
        String header = headers.getOrDefault("retry-after", "").strip();
        if (header.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(header))));
        }
        try {
            return header.isEmpty()
                    ? Optional.empty()
                    : Optional.of(bounded(Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant())));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
