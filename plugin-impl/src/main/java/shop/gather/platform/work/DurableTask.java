package shop.gather.platform.work;

import java.time.Duration;
import java.util.Optional;

/**
 * A kind of work that survives a crash: each instance is scheduled in the transaction that decided on it and runs, on
 * one node at a time, until it ends.
 */
public interface DurableTask {

    /** Stable name of the kind. */
    String name();

    /**
     * Tries the work once.
     *
     * @param instance as it was scheduled
     * @return empty when it has ended, else how long to wait before the next try; a failure is retried too
     */
    Optional<Duration> attempt(String instance);
}
