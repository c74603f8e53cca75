package shop.gather.platform.logging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs failures of requests, and of background work that is tried again. An expected failure is one line without a
 * stack trace. An unexpected one has its stack trace the first time on this node; the same failure from the same place
 * is one line after that, for an hour. Its messages are not logged ({@link LoggedFailure}). Thread-safe.
 */
public final class FailureLog {

    private static final Cache<String, Boolean> SEEN = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private final Logger logger;

    public FailureLog(Logger logger) {
        this.logger = logger;
    }

    /**
     * A failure that needs no developer, such as an unreachable shop. @param what failed, and what happens next
     */
    public void expected(String what, Throwable failure) {
        logger.log(Level.INFO, () -> what + ": " + failure.getMessage());
    }

    /**
     * A failure that a developer should see. @param what failed, and what happens next; orders, members and places by
     * their ids, never by name
     */
    public void unexpected(String what, Throwable failure) {
        if (SEEN.asMap().putIfAbsent(signature(failure), true) == null) {
            logger.log(Level.WARNING, what, LoggedFailure.of(failure));
        } else {
            logger.log(Level.WARNING, () -> what + ": " + failure.getClass().getName() + ", logged in full before");
        }
    }

    /**
     * A failure that the sender of a request was told of by its correlation id: always with its stack trace. @param
     * what failed, as for {@link #unexpected}
     */
    public void severe(String what, Throwable failure) {
        logger.log(Level.SEVERE, what, LoggedFailure.of(failure));
    }

    private static String signature(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        Throwable cause = failure.getCause();
        return failure.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0])
                + (cause == null || cause == failure
                        ? ""
                        : " by " + cause.getClass().getName());
    }
}
