package shop.gather.adapter.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The time at the shop: Gather's clock, corrected by the {@code Date} of the shop's answers. For requests that are
 * signed with a time, and for time stamps that the shop sets. Never check a notification against it: its sender could
 * make an old one look new. Thread-safe.
 */
public final class ShopTime {

    /** Allows for a date in whole seconds and for the time that the answer took. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public ShopTime(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /**
     * Corrects the time if the answer has a date that differs by more than three seconds. Returns whether it has a
     * date.
     */
    public boolean learn(Map<String, String> headers) {
        Optional<Instant> told = ShopAnswers.date(headers);
        told.filter(date -> Duration.between(now(), date).abs().compareTo(TOLERANCE) > 0)
                .ifPresent(date -> ahead = Duration.between(clock.instant(), date));
        return told.isPresent();
    }
}
