package shop.gather.platform.logging;

import java.util.Optional;
import shop.gather.platform.Ids;

/** The id that ties an answer, its log lines and the work it started together. */
public final class Correlation {

    public static final String HEADER = "X-Correlation-Id";

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private Correlation() {}

    /** The id of what this thread does; a new one if it has none. */
    public static String id() {
        String id = CURRENT.get();
        if (id == null) {
            id = Ids.next().toString();
            CURRENT.set(id);
        }
        return id;
    }

    /** The id of what this thread does, if it has one. */
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

    /** Takes over an id that came with a request, if it is harmless to log; else a new one. */
    public static void begin(String offered) {
        boolean usable = offered != null && offered.matches("[A-Za-z0-9-]{8,64}");
        CURRENT.set(usable ? offered : Ids.next().toString());
    }

    /** The request has ended: this thread works for no id any longer. */
    public static void end() {
        CURRENT.remove();
    }
}
