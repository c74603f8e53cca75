package shop.gather.platform.logging;

import java.util.Optional;
import shop.gather.platform.Ids;

/** The id that links an answer, its log lines and the work that it started. */
public final class Correlation {

    public static final String HEADER = "X-Correlation-Id";

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private Correlation() {}

    /** The id of this thread's current work; a new one if it has none. */
    public static String id() {
        String id = CURRENT.get();
        if (id == null) {
            id = Ids.next().toString();
            CURRENT.set(id);
        }
        return id;
    }

    /** The id of this thread's current work, if it has one. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Does work under an id, so that what runs on another thread can be traced to the request that caused it. */
    public static void during(String id, Runnable work) {
        String before = CURRENT.get();
        CURRENT.set(id);
        try {
            work.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Adopts the id sent with a request, if it is safe to log; else creates a new one. */
    public static void begin(String offered) {
        boolean usable = offered != null && offered.matches("[A-Za-z0-9-]{8,64}");
        CURRENT.set(usable ? offered : Ids.next().toString());
    }

    /** Removes the id from this thread when the request has ended. */
    public static void end() {
        CURRENT.remove();
    }
}
