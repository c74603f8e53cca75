package shop.gather.platform.work;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads of the container that can be given back: shutting down means to take no more work and to wait for what was
 * begun. The container forbids to shut its own executor down, which is what the scheduler does when it stops.
 * Thread-safe.
 */
final class BorrowedThreads extends AbstractExecutorService {

    private final Executor container;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int begun;
    private boolean shutdown;

    BorrowedThreads(Executor container) {
        this.container = container;
    }

    @Override
    public void execute(Runnable task) {
        begin();
        try {
            container.execute(() -> {
                try {
                    task.run();
                } finally {
                    end();
                }
            });
        } catch (RejectedExecutionException busy) {
            end();
            throw busy;
        }
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #shutdown()}: what was begun is not interrupted, since it may be in the middle of a call to a shop. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return shutdown && begun == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lock();
        try {
            while (!shutdown || begun > 0) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (shutdown) {
                throw new RejectedExecutionException("stopping");
            }
            begun++;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            begun--;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
