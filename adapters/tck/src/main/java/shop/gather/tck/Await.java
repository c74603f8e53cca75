package shop.gather.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition by polling: a shop that works asynchronously gets time, but a broken one does not block the
 * test.
 */
public final class Await {

    /** System property that shortens or lengthens the wait, ISO 8601. */
    public static final String LIMIT = "gather.tck.await";

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /**
     * Returns once the condition holds; exceptions of the condition are not caught.
     *
     * @throws AssertionError if it does not within the limit, ten seconds unless {@link #LIMIT} says otherwise
     */
    public static void until(String what, BooleanSupplier condition) {
        if (!within(limit(), condition)) {
            throw new AssertionError("waited " + limit().toMillis() + " ms in vain for " + what);
        }
    }

    /** Whether the condition came to hold within the limit. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    static Duration limit() {
        return Duration.parse(System.getProperty(LIMIT, "PT10S"));
    }
}
