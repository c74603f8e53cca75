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
import java.util.function.Predicate;
import shop.gather.platform.StoreId;

/**
 * What of each store waits on this node for a thread, in the order in which it came, and how many turns of threads are
 * queued or under way for it: no more than find something to do. One thread at a time has an item; if it is added
 * meanwhile it waits again. Nothing may be lost with this process: items are marked in the database too. Thread-safe.
 *
 * <p>Whoever is told that a turn is wanted must queue one or say {@link #noTurn}, and {@link #turnEnded} after it. So
 * an item that waits has a turn that is queued, or one under way, which asks for another when it ends.
 *
 * <p>Where a thread can do several items at once, few threads work: what comes while they do gathers for the next turn.
 * A full share gets a thread more.
 *
 * @param <K> the id of an item
 */
public final class WaitingLines<K> {

    /** Enough for one that asks the shop while another writes down what it answered. */
    private static final int FEW = 2;

    private final int threads;
    private final int largestShare;
    private final Predicate<StoreId> severalAtOnce;
    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();

    /**
     * @param threads that work for a store at the same time at most
     * @param largestShare the most items that one of them takes
     * @param severalAtOnce whether a thread can do several of the store's items at once; asked often, must not wait
     */
    public WaitingLines(int threads, int largestShare, Predicate<StoreId> severalAtOnce) {
        this.threads = threads;
        this.largestShare = largestShare;
        this.severalAtOnce = severalAtOnce;
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

        private int threads() {
            return severalAtOnce.test(store) ? Math.min(threads, FEW + waiting.size() / largestShare) : threads;
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

        /** As much as leaves the other threads as much. */
        private int share() {
            int free = Math.max(1, threads() - underWay);
            return Math.min(largestShare, (waiting.size() + free - 1) / free);
        }
    }

    /** Lets an item wait. @return whether a turn is wanted */
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
            return !line.taken.contains(item) && line.waiting.add(item) && line.wantsTurn();
        }
    }

    /** A turn that was wanted could not be queued. */
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

    /** The work on items that were taken has ended. @return whether a turn is wanted */
    public boolean ended(StoreId store, Collection<K> items) {
        Line line = line(store);
        synchronized (line) {
            items.forEach(line.taken::remove);
            return line.wantsTurn();
        }
    }

    /** A turn has ended, however much it took. @return whether another is wanted */
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
