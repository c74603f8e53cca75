package shop.gather.platform.process;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends this process after a failure that it cannot recover from, so that its supervisor (systemd) starts it again.
 * Thread-safe.
 */
public final class ProcessEnd {

    /** The exit code: {@code EX_SOFTWARE} of sysexits.h. */
    public static final int EXIT_CODE = 70;

    private static final Runtime RUNTIME = Runtime.getRuntime();
    private static final Logger LOG = Logger.getLogger(ProcessEnd.class.getName());

    private ProcessEnd() {}

    /** Links everything that {@link #because} needs, for callers that will need it when no class can be loaded. */
    static void prepare() {
        log(Level.FINEST, "Ready.", null);
    }

    /**
     * Logs the reason and ends the process at once. Shutdown hooks do not run, because they may need the part that has
     * just failed. Everything that was acknowledged is in the database.
     *
     * @param reason what happened, as a sentence
     * @param failure null if the reason is sufficient
     */
    public static void because(String reason, Throwable failure) {
        try {
            log(Level.SEVERE, reason, failure);
        } finally {
            RUNTIME.halt(EXIT_CODE);
        }
    }

    private static void log(Level level, String reason, Throwable failure) {
        LOG.log(level, reason + " The process ends with code " + EXIT_CODE + ".", failure);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.flush();
        }
        System.err.flush();
    }
}
