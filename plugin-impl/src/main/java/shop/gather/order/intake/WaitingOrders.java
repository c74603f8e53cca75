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
 * The orders that wait on this node to be read, in the order in which they came. An order is read by one thread at a
 * time; what is reported of it meanwhile lets it wait again. Nothing is lost with this process: the marks are in the
 * database. Thread-safe.
 */
final class WaitingOrders {

    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();

    private static final class Line {
        private final Set<String> waiting = new LinkedHashSet<>();
        private final Set<String> taken = new HashSet<>();
    }

    /** Lets an order wait; false if it waits already. */
    boolean add(StoreId store, String orderId) {
        Line line = line(store);
        synchronized (line) {
            return line.waiting.add(orderId);
        }
    }

    /** Lets an order wait no more. */
    void remove(StoreId store, String orderId) {
        Line line = line(store);
        synchronized (line) {
            line.waiting.remove(orderId);
        }
    }

    /**
     * Takes a share of the orders that wait, at least one: those that have waited longest and that nobody has taken.
     * {@link #ended} must follow.
     *
     * @param threads that share the work
     */
    List<String> take(StoreId store, int threads, int largestShare) {
        Line line = line(store);
        List<String> next = new ArrayList<>();
        synchronized (line) {
            int most = Math.min(largestShare, (line.waiting.size() + threads - 1) / threads);
            for (Iterator<String> waiting = line.waiting.iterator(); waiting.hasNext() && next.size() < most; ) {
                String orderId = waiting.next();
                if (line.taken.add(orderId)) {
                    waiting.remove();
                    next.add(orderId);
                }
            }
        }
        return next;
    }

    /** Orders that were taken have been read. Returns those of them that wait again. */
    List<String> ended(StoreId store, Collection<String> orderIds) {
        Line line = line(store);
        synchronized (line) {
            orderIds.forEach(line.taken::remove);
            return orderIds.stream().filter(line.waiting::contains).toList();
        }
    }

    private Line line(StoreId store) {
        return lines.computeIfAbsent(store, any -> new Line());
    }
}
