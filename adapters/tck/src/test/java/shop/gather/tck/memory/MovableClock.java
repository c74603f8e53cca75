package shop.gather.tck.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The time of the machine, ahead by as much as it was moved; no two readings are the same, unless it is stopped. */
public final class MovableClock extends Clock {

    private final Clock base = Clock.systemUTC();
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
    private volatile Instant stoppedAt;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public void move(Duration duration) {
        ahead.accumulateAndGet(duration, Duration::plus);
    }

    /** Lets all that is done be done in one moment. */
    public <T> T stoppedFor(Supplier<T> work) {
        stoppedAt = instant();
        try {
            return work.get();
        } finally {
            stoppedAt = null;
        }
    }

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null
                ? last.updateAndGet(before -> later(before, base.instant().plus(ahead.get())))
                : stopped;
    }

    private static Instant later(Instant before, Instant now) {
        return now.isAfter(before) ? now : before.plusNanos(1);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is UTC");
    }
}
