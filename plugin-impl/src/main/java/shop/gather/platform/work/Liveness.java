package shop.gather.platform.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The proof that this node's background work runs: when it last completed a sweep, and when its scheduler last looked
 * for due tasks. Both happen about once a second; a node that has not completed them for 15 seconds is not ready.
 * Thread-safe.
 */
@Singleton
public class Liveness {

    static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final Clock clock;
    private volatile Instant swept;
    private volatile Instant polled;
    private volatile String reason;

    @Inject
    Liveness(Clock clock) {
        this.clock = clock;
    }

    /** Records that the background work starts. */
    void started() {
        swept = clock.instant();
        polled = swept;
    }

    /** Records that this node has completed a sweep. */
    void sweepCompleted() {
        swept = clock.instant();
    }

    /** This node's scheduler has looked for due tasks. */
    void pollCompleted() {
        polled = clock.instant();
    }

    /** Records why the last sweep or poll failed. */
    void failed(Throwable failure) {
        reason = failure.toString();
    }

    /** When this node last completed a sweep; empty before its background work has started. */
    public Optional<Instant> lastSweep() {
        return Optional.ofNullable(swept);
    }

    /** What is wrong with this node's background work, for the operator; empty if nothing is. */
    public Optional<String> problem() {
        if (swept == null) {
            return Optional.of("The module is still starting.");
        }
        String silent = isOld(swept) ? "sweep" : isOld(polled) ? "poll of the scheduler" : null;
        if (silent == null) {
            return Optional.empty();
        }
        long seconds = Duration.between(silent.equals("sweep") ? swept : polled, clock.instant())
                .toSeconds();
        String why = reason == null ? "It hangs." : "Last failure: " + reason + ".";
        return Optional.of("No " + silent + " was completed on this node for " + seconds
                + " s, so deadlines, payments and events are not processed here. " + why
                + " The log has the details; restart this node if it does not recover.");
    }

    private boolean isOld(Instant last) {
        return Duration.between(last, clock.instant()).compareTo(LONGEST_SILENCE) > 0;
    }
}
