package shop.gather.platform.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.Ids;
import shop.gather.platform.http.Correlation;

/**
 * Runs things in the background on the container's threads, each key once at a time on this node. What fails or is dropped is found again by
 * the next sweep, so nothing is lost with this process. Thread-safe.
 */
@Singleton
public class Work {

    private static final Logger LOG = Logger.getLogger(Work.class.getName());

    @Resource
    private ManagedExecutorService executor;

    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** Runs a task soon, unless one with the same key waits or runs. */
    public void soon(String key, Runnable task) {
        if (!running.add(key)) {
            return;
        }
        try {
            String correlation =
                    Correlation.current().orElseGet(() -> Ids.next().toString());
            executor.execute(() -> {
                try {
                    Correlation.during(correlation, task);
                } catch (RuntimeException failure) {
                    LOG.log(
                            Level.WARNING,
                            "background work " + key + " failed; the next sweep tries it again",
                            failure);
                } finally {
                    running.remove(key);
                }
            });
        } catch (RejectedExecutionException busyOrStopping) {
            running.remove(key);
        }
    }
}
