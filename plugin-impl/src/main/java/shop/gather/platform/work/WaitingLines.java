package shop.gather.platform.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import shop.gather.platform.StoreId;

/**
 * The items of each store that wait on this node for a thread, first in, first out, and the number of turns (thread
 * tasks) that are queued or running for them. There are never more turns than there is work. Only one thread at a time
 * processes an item; an item that is added meanwhile waits again. Items must also be marked in the database, so that
 * none is lost with this process. Thread-safe.
 *
 * <p>A caller who is told that a turn is wanted must queue one, which ends with {@link #turnEnded}, or call
 * {@link #noTurn}. So for every waiting item there is a queued turn, or a running one that asks for another when it
 * ends.
 *
 * <p>If a thread can process several items at once, only a few threads work, and items that arrive meanwhile are
 * collected for the next turn. A full share gets an additional thread.
 *
 * @param <K> the id of an item
 */
public final class WaitingLines<K> {

    /** Enough for one thread that asks the shop while another stores its answers. */
    private static final int FEW = 2;

    private final int threads;
    private final int largestShare;
    private final ToIntFunction<StoreId> atOnce;
    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();

    /**
     * @param threads the maximum number of threads that work for a store at the same time
     * @param largestShare the maximum number of items that one of them takes
     * @param atOnce how many of the store's items a thread can process together, 1 or more; called often, must not
     *     block
     */
    public WaitingLines(int threads, int largestShare, ToIntFunction<StoreId> atOnce) {
        this.threads = threads;
        this.largestShare = largestShare;
        this.atOnce = atOnce;
    }

    private final class Line {
        private final StoreId store;
        private final Set<K> waiting = new LinkedHashSet<>();
        private final Set<K> taken = new HashSet<>();
        private int queued;
        private int underWay;

        private Line(StoreId store) {
            this.store = store;
        }

        /** How many items one turn processes together; 1 if they are processed one after the other. */
        private int together() {
            return Math.min(largestShare, atOnce.applyAsInt(store));
        }

        private int threads() {
            int together = together();
            return together > 1 ? Math.min(threads, FEW + waiting.size() / together) : threads;
        }

        private boolean wantsTurn() {
            int most = threads();
            long idle = waiting.stream()
                    .filter(item -> !taken.contains(item))
                    .limit(most)
                    .count();
            boolean wants = queued < idle && queued + underWay < most;
            queued += wants ? 1 : 0;
            return wants;
        }

        /** An equal share for each thread; if items are processed together, as many as that. */
        private int share() {
            int together = together();
            return together > 1 ? together : Math.min(largestShare, (waiting.size() + threads - 1) / threads);
        }
    }

    /** Adds an item to the queue. Returns whether a turn is wanted. */
    public boolean add(StoreId store, K item) {
        Line line = line(store);
        synchronized (line) {
            line.waiting.add(item);
            return line.wantsTurn();
        }
    }

    /**
     * As {@link #add}, but nothing is done for an item that a thread has: what is due again afterwards is found by the
     * next sweep. @return whether a turn is wanted
     */
    public boolean addUnlessTaken(StoreId store, K item) {
        Line line = line(store);
        synchronized (line) {
            if (line.taken.contains(item)) {
                return false;
            }
            line.waiting.add(item);
            return line.wantsTurn();
        }
    }

    /** Reports that a wanted turn could not be queued. */
    public void noTurn(StoreId store) {
        Line line = line(store);
        synchronized (line) {
            line.queued--;
        }
    }

    /**
     * Begins a turn: takes a share of the items that wait, those that have waited longest and that nobody has taken.
     * {@link #ended} must follow for each, and {@link #turnEnded}.
     */
    public List<K> take(StoreId store) {
        Line line = line(store);
        List<K> share = new ArrayList<>();
        synchronized (line) {
            line.queued--;
            int most = line.share();
            line.underWay++;
            for (Iterator<K> waiting = line.waiting.iterator(); waiting.hasNext() && share.size() < most; ) {
                K item = waiting.next();
                if (line.taken.add(item)) {
                    waiting.remove();
                    share.add(item);
                }
            }
        }
        return share;
    }

    /** Reports that the work on taken items has ended. Returns whether a turn is wanted. */
    public boolean ended(StoreId store, Collection<K> items) {
        Line line = line(store);
        synchronized (line) {
            items.forEach(line.taken::remove);
            return line.wantsTurn();
        }
    }

    /** Reports that a turn has ended, however many items it took. Returns whether another is wanted. */
    public boolean turnEnded(StoreId store) {
        Line line = line(store);
        synchronized (line) {
            line.underWay--;
            return line.wantsTurn();
        }
    }

    private Line line(StoreId store) {
        return lines.computeIfAbsent(store, Line::new);
    }
}
