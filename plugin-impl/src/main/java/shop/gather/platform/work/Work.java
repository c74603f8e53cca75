package shop.gather.platform.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.RequestLoad;
import shop.gather.platform.logging.Correlation;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.memory.MemoryBudgets;
import shop.gather.platform.process.LoopErrors;

/**
 * Runs background tasks on the container's threads; tasks with the same key never run at the same time on this node. A
 * store has only a few threads, so that ten thousand buyers do not need ten thousand threads, and a slow shop does not
 * delay other stores. Under load, requests take precedence. The next sweep finds tasks that failed or were dropped, so
 * nothing is lost with this process. Thread-safe.
 */
@Singleton
public class Work {

    private static final Logger LOG = Logger.getLogger(Work.class.getName());
    private static final FailureLog FAILURES = new FailureLog(LOG);
    /** The maximum number of concurrent tasks of one store. */
    public static final int THREADS_OF_A_STORE = 8;

    private static final int WAITING_OF_A_STORE = 10_000;

    /** More waiting tasks of a store are a rush. */
    private static final int RUSH = 100;

    /** How long a task yields to requests. */
    private static final long WAY_MILLIS = 250;

    @Resource
    ManagedExecutorService executor;

    private final RequestLoad load;
    private final LoopErrors errors;
    private final MemoryBudgets memory;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();
    private final Line ofAllStores = new Line();

    @Inject
    Work(RequestLoad load, LoopErrors errors, MemoryBudgets memory) {
        this.load = load;
        this.errors = errors;
        this.memory = memory;
    }

    private record Task(String key, String correlation, Runnable work) {}

    /** The tasks of one store: some run, the rest waits. */
    private static final class Line {

        private final Queue<Task> waiting = new ArrayDeque<>();
        private int threads;

        /** Adds a task to the queue; false if the queue is full. */
        synchronized boolean add(Task task) {
            return waiting.size() < WAITING_OF_A_STORE && waiting.add(task);
        }

        /** Whether there is work for one more thread, which then counts until {@link #next} has nothing for it. */
        synchronized boolean wantsThread() {
            boolean wants = threads < THREADS_OF_A_STORE && !waiting.isEmpty();
            threads += wants ? 1 : 0;
            return wants;
        }

        /** The next task for a thread; null ends the thread's turn. */
        synchronized Task next() {
            Task next = waiting.poll();
            threads -= next == null ? 1 : 0;
            return next;
        }

        synchronized boolean isRushed() {
            return waiting.size() > RUSH;
        }

        /** Reports that no thread was available. */
        synchronized void gaveUp() {
            threads--;
        }
    }

    /**
     * Runs a task of a store soon, unless one with the same key waits or runs.
     *
     * @param key unique among all stores
     * @return false if it will not run because the store's queue is full
     */
    public boolean soon(StoreId store, String key, Runnable work) {
        return soon(lines.computeIfAbsent(store, any -> new Line()), key, work);
    }

    /** As {@link #soon(StoreId, String, Runnable)} for a task that concerns all stores. */
    public void soon(String key, Runnable work) {
        soon(ofAllStores, key, work);
    }

    /** Whether so many tasks of a store wait on this node that what can wait should be left to a later sweep. */
    public boolean isRushed(StoreId store) {
        Line line = lines.get(store);
        return line != null && line.isRushed();
    }

    private boolean soon(Line line, String key, Runnable work) {
        if (!known.add(key)) {
            return true;
        }
        String correlation = Correlation.current().orElseGet(() -> Ids.next().toString());
        boolean waits = line.add(new Task(key, correlation, work));
        if (!waits) {
            known.remove(key);
        }
        if (line.wantsThread()) {
            try {
                executor.execute(() -> drain(line));
            } catch (RejectedExecutionException stopping) {
                // The task stays in line for the next thread; if none comes, it is found after the restart.
                line.gaveUp();
            }
        }
        return waits;
    }

    private void drain(Line line) {
        for (Task task = line.next(); task != null; task = line.next()) {
            load.yieldToRequests(WAY_MILLIS);
            run(task);
        }
    }

    private void run(Task task) {
        try {
            Correlation.during(task.correlation(), task.work());
        } catch (RuntimeException failure) {
            FAILURES.unexpected("background work " + task.key() + " failed; the next sweep tries it again", failure);
        } catch (Error error) {
            LOG.log(Level.WARNING, "background work " + task.key() + " failed; the next sweep tries it again", error);
            // If it is an adapter's, such as a class that is missing, this thread goes on with what waits.
            errors.thrown("task " + task.key(), error);
        } finally {
            memory.answers().endOfWork();
            known.remove(task.key());
        }
    }
}
