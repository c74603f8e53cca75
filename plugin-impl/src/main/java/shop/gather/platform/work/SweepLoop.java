package shop.gather.platform.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import shop.gather.platform.process.LoopErrors;

/**
 * Sweeps about once a second until it is stopped. Every node runs one: the node with the lease runs all sweepers, the
 * others only ask for the lease, so that each node proves every second that it could sweep. On a thread of its own,
 * which slow shops cannot occupy. Thread-safe.
 */
final class SweepLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(SweepLoop.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** A failure that lasts is logged with its stack trace this often, not every second. */
    private static final int FAILURES_PER_LOG = 60;

    private final Iterable<Sweeper> sweepers;
    private final Nodes nodes;
    private final Liveness liveness;
    private final LoopErrors errors;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failures;

    SweepLoop(Iterable<Sweeper> sweepers, Nodes nodes, Liveness liveness, LoopErrors errors) {
        this.sweepers = sweepers;
        this.nodes = nodes;
        this.liveness = liveness;
        this.errors = errors;
    }

    @Override
    public void run() {
        try {
            do {
                once();
            } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** Starts no further sweep, and waits briefly for a running one. */
    void stop() {
        stopping.countDown();
        try {
            if (!stopped.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warning("A sweep still runs; it is not waited for.");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One sweep. It is complete only if every sweeper was; a failing sweeper does not prevent the others from running.
     */
    void once() {
        RuntimeException failed = null;
        try {
            if (nodes.lead()) {
                for (Sweeper sweeper : sweepers) {
                    try {
                        sweeper.sweep();
                    } catch (RuntimeException failure) {
                        failed = failure;
                    }
                }
            }
            if (failed == null) {
                nodes.swept();
                liveness.sweepCompleted();
                failures = 0;
            }
        } catch (RuntimeException failure) {
            failed = failure;
        } catch (Error error) {
            errors.thrown("sweep", error);
        }
        if (failed != null) {
            liveness.failed(failed);
            if (failures++ % FAILURES_PER_LOG == 0) {
                LOG.log(Level.WARNING, "a sweep failed; it is repeated every second", failed);
            }
        }
    }
}
