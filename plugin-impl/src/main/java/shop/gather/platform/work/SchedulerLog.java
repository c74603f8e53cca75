package shop.gather.platform.work;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import shop.gather.platform.process.LoopErrors;

/**
 * Watches the log of the scheduler's library: the library catches everything that its loops throw, including errors,
 * continues, and reports it only to its logger. Thread-safe.
 */
final class SchedulerLog extends Handler {

    // Kept: the log manager refers to loggers weakly.
    private final Logger library = Logger.getLogger("com.github.kagkarlsson.scheduler");
    private final Liveness liveness;
    private final LoopErrors errors;

    SchedulerLog(Liveness liveness, LoopErrors errors) {
        this.liveness = liveness;
        this.errors = errors;
    }

    void open() {
        library.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        Throwable thrown = logged.getThrown();
        if (thrown instanceof Error error) {
            errors.thrown("scheduler: " + logged.getMessage(), error);
        } else if (thrown != null && logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
            liveness.failed(thrown);
        }
    }

    @Override
    public void flush() {
        // Nothing is kept.
    }

    @Override
    public void close() {
        library.removeHandler(this);
    }
}
