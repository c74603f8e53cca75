package shop.gather.platform.http;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether more requests wait for an answer than this node can process at the same time. Thread-safe. */
@Singleton
public class RequestLoad {

    /** How many requests per processor can be answered concurrently without long waits. */
    private static final int AT_ONCE = 2;

    private final AtomicInteger answering = new AtomicInteger();
    private final int calm = AT_ONCE * Runtime.getRuntime().availableProcessors();

    void begin() {
        answering.incrementAndGet();
    }

    void end() {
        if (answering.decrementAndGet() == calm) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /**
     * Returns when the load is over, or after the given time at the latest: background work is then delayed, but never
     * skipped.
     */
    public synchronized void yieldToRequests(long longestMillis) {
        long end = System.nanoTime() + longestMillis * 1_000_000;
        try {
            for (long left = longestMillis;
                    answering.get() > calm && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
