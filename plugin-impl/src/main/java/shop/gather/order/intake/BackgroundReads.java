package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import shop.gather.order.intake.OrderBook.Begun;
import shop.gather.order.intake.ShopOrders.Answer;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.WaitingLines;
import shop.gather.platform.work.Work;

/**
 * Reads the orders that wait. The threads of a store ask the shop at the same time, each for several orders at once
 * where the shop can answer that. Whoever has the turn applies what was answered meanwhile, several orders in one
 * transaction: an answer waits for nothing but those before it. Thread-safe.
 */
@Singleton
class BackgroundReads {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(BackgroundReads.class.getName()));

    /** So many orders a thread begins at a time, and so many share a transaction, at most. */
    private static final int TOGETHER = 25;

    /** So much of orders waits to be applied before whoever brings more has to wait: an order may have thousands of lines. */
    private static final int MOST_PARTS = 300;

    /** Of a shop that is so slow, a thread leaves the rest of its orders to others; less than the lease of a read. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OrderBook book;
    private final OrderMarks marks;
    private final ShopOrders shop;
    private final OrderReader reader;
    private final Work work;
    private final WaitingLines<String> waiting;
    private final Map<StoreId, Answered> answered = new ConcurrentHashMap<>();

    @Inject
    BackgroundReads(OrderBook book, OrderMarks marks, ShopOrders shop, OrderReader reader, Work work) {
        this.book = book;
        this.marks = marks;
        this.shop = shop;
        this.reader = reader;
        this.work = work;
        this.waiting = new WaitingLines<>(Work.THREADS_OF_A_STORE, TOGETHER, shop::readAtOnce);
    }

    /** What a shop has answered and nobody has applied yet, and the turn of the one thread that applies. */
    private record Answered(Queue<Answer> answers, ReentrantLock turn) {

        /** Whether so much waits that no thread may bring more. */
        boolean isFull() {
            return answers.size() > TOGETHER
                    || answers.stream().mapToInt(Answer::parts).sum() > MOST_PARTS;
        }

        List<Answer> next() {
            List<Answer> next = new ArrayList<>(TOGETHER);
            int parts = 0;
            while (next.size() < TOGETHER && parts <= MOST_PARTS && !answers.isEmpty()) {
                Answer answer = answers.poll();
                parts += answer.parts();
                next.add(answer);
            }
            return next;
        }
    }

    /** Has an order read soon. Where too much waits, the next sweep asks again. */
    void soon(StoreId store, String orderId) {
        if (waiting.add(store, orderId)) {
            queueTurn(store);
        }
    }

    private void queueTurn(StoreId store) {
        if (!work.soon(store, "orders:" + store + ":" + Ids.next(), () -> turn(store))) {
            waiting.noTurn(store);
        }
    }

    private void turn(StoreId store) {
        List<String> orderIds = waiting.take(store);
        try {
            if (!orderIds.isEmpty()) {
                read(store, orderIds);
            }
        } finally {
            if (waiting.turnEnded(store)) {
                queueTurn(store);
            }
        }
    }

    /** Reads orders that this thread has taken, and applies them or leaves that to whoever has the turn. */
    void read(StoreId store, List<String> orderIds) {
        Answered line = answered.computeIfAbsent(
                store, any -> new Answered(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        // The shop was not asked for these yet.
        Set<String> open = new LinkedHashSet<>(orderIds);
        try {
            List<Begun> reads = begin(store, orderIds);
            Map<Begun, Answer> together = shop.askTogether(store, reads);
            open.removeAll(together.keySet().stream().map(Begun::orderId).toList());
            line.answers().addAll(together.values());
            applyAnswered(store, line);
            long start = System.nanoTime();
            for (Begun read : reads) {
                if (together.containsKey(read)) {
                    continue;
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    marks.giveBack(store, open);
                    return;
                }
                open.remove(read.orderId());
                ask(store, read, line);
                applyAnswered(store, line);
            }
        } catch (RuntimeException unrecorded) {
            // Not even what failed could be written down. The database is away, or an order is locked; the leases end
            // in a minute.
            LOG.unexpected("orders of store " + store + " are read again later, also " + open, unrecorded);
        } finally {
            ended(store, open);
        }
    }

    /** In the order in which they waited. */
    private List<Begun> begin(StoreId store, List<String> orderIds) {
        return book.beginReads(store, orderIds).stream()
                .sorted(Comparator.comparingInt(read -> orderIds.indexOf(read.orderId())))
                .toList();
    }

    private void ask(StoreId store, Begun read, Answered line) {
        try {
            line.answers().add(shop.ask(store, read));
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            try {
                reader.notAnswered(store, read, thrown);
            } finally {
                ended(store, List.of(read.orderId()));
            }
        }
    }

    /**
     * What another thread adds while this one has the turn is seen by it, or by the other: it looks after its turn.
     * Orders that need transactions of their own are applied without the turn.
     */
    private void applyAnswered(StoreId store, Answered line) {
        while (!line.answers().isEmpty()) {
            if (line.isFull()) {
                line.turn().lock();
            } else if (!line.turn().tryLock()) {
                return;
            }
            List<Answer> next = List.of();
            try {
                List<Answer> left;
                try {
                    next = line.next();
                    left = reader.applyTogether(store, next);
                } finally {
                    line.turn().unlock();
                }
                reader.applyEach(store, left);
            } catch (RuntimeException unrecorded) {
                LOG.unexpected("orders of store " + store + " are read again later", unrecorded);
            } finally {
                ended(store, next.stream().map(Answer::orderId).toList());
            }
        }
    }

    private void ended(StoreId store, Collection<String> orderIds) {
        if (waiting.ended(store, orderIds)) {
            queueTurn(store);
        }
    }
}
