package shop.gather.order.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shop.gather.platform.StoreId;

/**
 * The orders that wait on this node to be read, in the order in which they came, and how many turns of threads are
 * queued for them: no more than find something to do. An order is read by one thread at a time; what is reported of it
 * meanwhile lets it wait again. Nothing is lost with this process: the marks are in the database. Thread-safe.
 *
 * <p>Whoever is told that a turn is wanted must queue one or say {@link #noTurn}. So an order that waits has a turn
 * that is queued, or one under way, which asks for another when it ends.
 */
final class WaitingOrders {

    private final int threads;
    private final int largestShare;
    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();

    /**
     * @param threads that read a store's orders at the same time
     * @param largestShare the most orders that one of them takes
     */
    WaitingOrders(int threads, int largestShare) {
        this.threads = threads;
        this.largestShare = largestShare;
    }

    private final class Line {
        private final Set<String> waiting = new LinkedHashSet<>();
        private final Set<String> taken = new HashSet<>();
        private int turns;

        private boolean wantsTurn() {
            long idle = waiting.stream()
                    .filter(orderId -> !taken.contains(orderId))
                    .limit(threads)
                    .count();
            boolean wants = turns < idle;
            turns += wants ? 1 : 0;
            return wants;
        }
    }

    /** Lets an order wait. @return whether a turn is wanted */
    boolean add(StoreId store, String orderId) {
        Line line = line(store);
        synchronized (line) {
            line.waiting.add(orderId);
            return line.wantsTurn();
        }
    }

    /** A turn that was wanted could not be queued. */
    void noTurn(StoreId store) {
        Line line = line(store);
        synchronized (line) {
            line.turns--;
        }
    }

    /**
     * Begins a turn: takes a share of the orders that wait, those that have waited longest and that nobody has taken.
     * {@link #ended} must follow for each.
     */
    List<String> take(StoreId store) {
        Line line = line(store);
        List<String> share = new ArrayList<>();
        synchronized (line) {
            line.turns--;
            int most = Math.min(largestShare, (line.waiting.size() + threads - 1) / threads);
            for (Iterator<String> waiting = line.waiting.iterator(); waiting.hasNext() && share.size() < most; ) {
                String orderId = waiting.next();
                if (line.taken.add(orderId)) {
                    waiting.remove();
                    share.add(orderId);
                }
            }
        }
        return share;
    }

    /** Orders that were taken have been read. @return whether a turn is wanted */
    boolean ended(StoreId store, Collection<String> orderIds) {
        Line line = line(store);
        synchronized (line) {
            orderIds.forEach(line.taken::remove);
            return line.wantsTurn();
        }
    }

    private Line line(StoreId store) {
        return lines.computeIfAbsent(store, any -> new Line());
    }
}
