package shop.gather.platform;

import java.time.Duration;

/** Formats durations in words, for messages that people read. */
public final class Spans {

    private Spans() {}

    /**
     * The span in its largest fitting unit, rounded down: {@code 3 days}, {@code 1 hour}, {@code 20 minutes}; below a
     * minute {@code a moment}.
     */
    public static String text(Duration span) {
        if (span.toDays() > 0) {
            return count(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return count(span.toHours(), "hour");
        }
        return span.toMinutes() > 0 ? count(span.toMinutes(), "minute") : "a moment";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
