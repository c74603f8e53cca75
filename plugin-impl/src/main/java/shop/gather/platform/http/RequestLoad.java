package shop.gather.platform.http;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether more people wait for an answer of this node than it can work for at once. Thread-safe. */
@Singleton
public class RequestLoad {

    /** So many requests for each processor are answered side by side without anybody waiting long. */
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
     * Returns when the load is over, or after so long at the latest: what goes on in the background is late then, but
     * never left.
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
