package shop.gather.adapter.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Reads the parts of an HTTP answer that mean the same at every shop. Header names are in lower case. */
public final class ShopAnswers {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private ShopAnswers() {}

    /** The header {@code Date}: the shop's clock, to the second. */
    public static Optional<Instant> date(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("date")).flatMap(ShopAnswers::httpDate);
    }

    /** The header {@code Retry-After}, in seconds or as a date; at most a day. */
    public static Optional<Duration> retryAfter(Map<String, String> headers, Clock clock) {
        String header = headers.getOrDefault("retry-after", "").strip();
        Optional<Duration> pause = header.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
                : httpDate(header).map(until -> Duration.between(clock.instant(), until));
        return pause.map(asked ->
                asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    /**
     * The meaning of a status that is the same at every shop: 429 asks to slow down, 5xx is a failure of the shop.
     * Empty for all other statuses.
     *
     * @param detail the shop's own description of its failure; may be blank
     */
    public static Optional<ShopException> failure(int status, Map<String, String> headers, String detail, Clock clock) {
        if (status != 429 && status < 500) {
            return Optional.empty();
        }
        boolean limited = status == 429;
        String failed = "the shop answered " + status + (detail.isBlank() ? "" : ": " + detail);
        return Optional.of(new ShopException(
                limited ? ShopError.RATE_LIMITED : ShopError.SHOP_FAILED,
                limited ? "the shop asks to slow down" : failed,
                retryAfter(headers, clock).orElse(null),
                null));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
