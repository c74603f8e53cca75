package shop.gather.groupbuy.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One stream. It remembers only the newest state that its client has not received: a slow client misses states in
 * between, and never delays another client. Writes without a lock, because the container calls {@link #writable} while
 * it holds locks of its own. Thread-safe.
 */
final class Watcher {

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int RETRY_MILLIS = 2_000;

    private final EventSink sink;
    private final String known;
    private final Runnable gone;
    private final long since;
    private final AtomicReference<Snapshot> newest = new AtomicReference<>();
    private final AtomicReference<byte[]> comment = new AtomicReference<>();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean open;
    private volatile boolean ending;
    private volatile boolean broken;
    private volatile long sentAt;
    private volatile Long blockedSince;

    // Used by the thread that writes only.
    private long sent = -1;
    private boolean flushOwed;

    /**
     * @param known the version that the client has already received; null for none
     * @param gone called once, when the stream has ended in whatever way
     * @param now {@link System#nanoTime}
     */
    Watcher(EventSink sink, String known, Runnable gone, long now) {
        this.sink = sink;
        this.known = known;
        this.gone = gone;
        this.since = now;
        this.sentAt = now;
        // Clients of a node that ends do not all come back at the same moment.
        int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(3 * RETRY_MILLIS);
        comment.set(("retry: " + retry + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The client is to receive this state, unless it has a newer one. */
    void offer(Snapshot snapshot, long now) {
        newest.accumulateAndGet(snapshot, (one, other) -> one == null || other.number() > one.number() ? other : one);
        write(now);
    }

    /** The container accepts bytes, for the first time or again. */
    void writable(long now) {
        open = true;
        write(now);
    }

    /** Sends a comment if nothing was sent for a while, ends a stream that is too old, drops a client that does not read. */
    void check(LiveLimits limits, long now) {
        Long blocked = blockedSince;
        if (broken || blocked != null && now - blocked > limits.patience().toNanos()) {
            close();
            return;
        }
        if (now - since > limits.longest().toNanos()) {
            ending = true;
        }
        if (now - sentAt > limits.pause().toNanos()) {
            comment.compareAndSet(null, BEAT);
        }
        if (ending || comment.get() != null) {
            write(now);
        }
    }

    /** Ends the stream once what is waiting was sent. */
    void end(long now) {
        ending = true;
        write(now);
    }

    /** Ends the stream now, or with the next check if the container does not allow it yet. */
    void close() {
        broken = true;
        if (sink.canComplete() && closed.compareAndSet(false, true)) {
            try {
                sink.complete();
            } catch (IllegalStateException ended) {
                // The container has ended it.
            } finally {
                gone.run();
            }
        }
    }

    /** The container has ended the stream. */
    void lost() {
        if (closed.compareAndSet(false, true)) {
            gone.run();
        }
    }

    /** Only one thread writes at a time. If another thread calls this meanwhile, the first one checks once more. */
    private void write(long now) {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            writeNow(now);
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writeNow(long now) {
        if (!open || broken || closed.get()) {
            return;
        }
        try {
            byte[] next = next();
            while (next != null || flushOwed) {
                if (!sink.isReady()) {
                    if (blockedSince == null) {
                        blockedSince = now;
                    }
                    return;
                }
                blockedSince = null;
                if (next == null) {
                    sink.flush();
                    flushOwed = false;
                } else {
                    sink.write(next);
                    taken(next);
                    flushOwed = true;
                    sentAt = now;
                }
                next = next();
            }
            if (ending) {
                close();
            }
        } catch (IOException | RuntimeException lost) {
            close();
        }
    }

    private byte[] next() {
        byte[] first = comment.get();
        if (first != null) {
            return first;
        }
        Snapshot snapshot = newest.get();
        if (snapshot == null || snapshot.number() <= sent) {
            return null;
        }
        if (sent < 0 && !snapshot.over() && snapshot.version().equals(known)) {
            sent = snapshot.number();
            return BEAT;
        }
        return snapshot.event();
    }

    private void taken(byte[] bytes) {
        if (comment.compareAndSet(bytes, null)) {
            return;
        }
        Snapshot snapshot = newest.get();
        // A newer state that came meanwhile is sent next.
        if (snapshot.event() == bytes) {
            sent = snapshot.number();
            ending |= snapshot.over();
        }
    }
}
