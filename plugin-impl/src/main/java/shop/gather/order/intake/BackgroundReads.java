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
 * Reads marked orders in the background. Several threads of a store ask its shop at the same time, each for several
 * orders at once if the shop supports that. Answers are queued per store. The thread that holds the store's lock
 * applies the queued answers, several orders in one transaction, so an answer waits only for those before it.
 * Thread-safe.
 */
@Singleton
class BackgroundReads {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(BackgroundReads.class.getName()));

    /** The maximum number of orders that a thread starts at a time, and that share a transaction. */
    private static final int TOGETHER = 25;

    /**
     * When the queued answers have more parts than this, threads must wait before they queue more: an order may have
     * thousands of lines.
     */
    private static final int MOST_PARTS = 300;

    /**
     * After this time with a slow shop, a thread leaves its remaining orders to other threads; shorter than the lease
     * of a read.
     */
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

    /** The answers of a shop that are not applied yet, and the lock of the one thread that applies them. */
    private record Answered(Queue<Answer> answers, ReentrantLock turn) {

        /** Whether so many answers are queued that threads must wait before they queue more. */
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

    /** Schedules the read of an order. If too many orders wait, the next sweep schedules it again. */
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

    /** Reads orders that this thread has taken. Applies them, or leaves that to the thread that holds the lock. */
    void read(StoreId store, List<String> orderIds) {
        Answered line = answered.computeIfAbsent(
                store, any -> new Answered(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        // The orders for which the shop was not asked yet.
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
            // Not even the failure could be recorded: the database is unreachable, or an order is locked. The leases
            // end within a minute.
            LOG.unexpected("orders of store " + store + " are read again later, also " + open, unrecorded);
        } finally {
            ended(store, open);
        }
    }

    /** Begins the reads, in the sequence in which the orders were waiting. */
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
     * Applies queued answers until the queue is empty. No answer is missed: a thread that does not get the lock
     * returns, and the thread that holds it checks the queue again after releasing it. Orders that need a transaction
     * of their own are applied without the lock.
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
