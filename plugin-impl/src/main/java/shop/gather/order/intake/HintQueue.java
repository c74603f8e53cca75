package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DatabaseAway;

/**
 * Writes down that the shop reports orders. The reports of a store that arrive while others are being written share the
 * next transaction. Thread-safe.
 */
@Singleton
class HintQueue {

    /** So many share a transaction at most: more would make the first of them wait for little gain. */
    private static final int MOST = 64;

    private final OrderMarks marks;
    private final Map<StoreId, Line> lines = new ConcurrentHashMap<>();

    @Inject
    HintQueue(OrderMarks marks) {
        this.marks = marks;
    }

    /** The reports of one store that wait, and the turn of the one thread that writes them. */
    private record Line(Queue<Hint> waiting, ReentrantLock turn) {}

    /** What became of it is written and read by whoever has the turn of its line. */
    private static final class Hint {
        private final List<String> orderIds;
        private boolean kept;
        private RuntimeException failure;

        Hint(List<String> orderIds) {
            this.orderIds = orderIds;
        }

        boolean isDecided() {
            return kept || failure != null;
        }
    }

    /** Returns after the commit. */
    void keep(StoreId store, List<String> orderIds) {
        Line line = lines.computeIfAbsent(store, any -> new Line(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        Hint hint = new Hint(orderIds);
        line.waiting().add(hint);
        line.turn().lock();
        try {
            while (!hint.isDecided()) {
                write(store, next(line));
            }
        } finally {
            line.turn().unlock();
        }
        if (hint.failure != null) {
            throw hint.failure;
        }
    }

    private static List<Hint> next(Line line) {
        List<Hint> next = new ArrayList<>(MOST);
        for (Hint hint = line.waiting().poll();
                hint != null;
                hint = next.size() < MOST ? line.waiting().poll() : null) {
            next.add(hint);
        }
        return next;
    }

    private void write(StoreId store, List<Hint> hints) {
        try {
            if (hints.size() > 1 && together(store, hints)) {
                return;
            }
            for (Hint hint : hints) {
                alone(store, hint);
            }
        } finally {
            // An error ended the turn: nobody may wait for it.
            hints.stream()
                    .filter(hint -> !hint.isDecided())
                    .forEach(hint ->
                            hint.failure = new IllegalStateException("The reports of this turn were broken off."));
        }
    }

    /**
     * False if one of them fails; nothing of any is kept then. While the database is away all fail: each would wait for
     * it as long as the first.
     */
    private boolean together(StoreId store, List<Hint> hints) {
        try {
            marks.reported(
                    store,
                    hints.stream().flatMap(hint -> hint.orderIds.stream()).toList());
            hints.forEach(hint -> hint.kept = true);
            return true;
        } catch (RuntimeException failure) {
            if (DatabaseAway.isCauseOf(failure)) {
                hints.forEach(hint -> hint.failure = failure);
            }
            return DatabaseAway.isCauseOf(failure);
        }
    }

    private void alone(StoreId store, Hint hint) {
        try {
            marks.reported(store, hint.orderIds);
            hint.kept = true;
        } catch (RuntimeException failure) {
            hint.failure = failure;
        }
    }
}
