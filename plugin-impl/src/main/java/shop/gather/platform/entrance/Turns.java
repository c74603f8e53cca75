package shop.gather.platform.entrance;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how many complete uploads are served at a time, in the order in which they became complete. The container
 * itself would start a thread for each. Thread-safe.
 */
final class Turns {

    private final int most;
    private final Queue<Upload> waiting = new ArrayDeque<>();
    private int served;

    Turns(int most) {
        this.most = most;
    }

    /** Serves an upload, now or when its turn comes. */
    void take(Upload upload) {
        synchronized (this) {
            if (served == most) {
                waiting.add(upload);
                return;
            }
            served++;
        }
        if (!upload.dispatch()) {
            next();
        }
    }

    /** An upload has been served. */
    void next() {
        Upload next;
        do {
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    served--;
                    return;
                }
            }
        } while (!next.dispatch());
    }
}
