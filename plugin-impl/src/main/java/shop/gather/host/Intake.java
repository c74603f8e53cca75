package shop.gather.host;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import shop.gather.host.KnownCustomers.Known;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopException;

/**
 * Everything that Gather learns of orders comes through here: a hint, a poll or a doubt marks an order, the order is read from the shop, and the newest state is handed to the
 * features in one transaction. Hints of one order coalesce. Thread-safe.
 */
@Singleton
public class Intake implements Sweeper {

    private final OrderBook book;
    private final Shops shops;
    private final Connections connections;
    private final Transactions transactions;
    private final KnownCustomers members;
    private final Reversals reversals;
    private final Alarms alarms;
    private final DueRows due;
    private final Work work;
    private final Event<OrderRead> read;

    @Inject
    Intake(
            OrderBook book,
            Shops shops,
            Connections connections,
            Transactions transactions,
            KnownCustomers members,
            Reversals reversals,
            Alarms alarms,
            DueRows due,
            Work work,
            Event<OrderRead> read) {
        this.book = book;
        this.shops = shops;
        this.connections = connections;
        this.transactions = transactions;
        this.members = members;
        this.reversals = reversals;
        this.alarms = alarms;
        this.due = due;
        this.work = work;
        this.read = read;
    }

    /** Notes durably that orders may have changed and reads them soon; returns once the notes are committed. */
    public void hint(StoreId store, List<String> orderIds) {
        for (String orderId : orderIds) {
            book.markNow(store, orderId);
        }
        orderIds.forEach(orderId -> readSoon(store, orderId));
    }

    /** Notes, in the current transaction, that an order is to be read again. */
    public void mark(StoreId store, String orderId) {
        book.mark(store, orderId);
    }

    /** Reads a marked order in the background. */
    public void readSoon(StoreId store, String orderId) {
        work.soon(store, "order:" + store + ":" + orderId, () -> readQuietly(store, orderId));
    }

    /**
     * Reads an order now and applies it, on this thread.
     *
     * @throws ShopException if the shop cannot be read; then it is tried again later by itself
     */
    public void readNow(StoreId store, String orderId) {
        book.markNow(store, orderId);
        readMarked(store, orderId);
    }

    @Override
    public void sweep() {
        due.of("order_snapshot", "order_id", "retry_at").forEach(order -> readSoon(order.store(), order.key()));
    }

    private void readQuietly(StoreId store, String orderId) {
        try {
            readMarked(store, orderId);
        } catch (ShopException | ProblemException recorded) {
            // The order waits for its next try and the store's connection says why.
        }
    }

    private void readMarked(StoreId store, String orderId) {
        long readNo = book.beginRead(store, orderId);
        Optional<OrderSnapshot> answer;
        try {
            answer = shops.of(store).orders().order(orderId);
        } catch (ShopException | ProblemException failure) {
            postpone(store, orderId, failure);
            throw failure;
        }
        transactions.inStore(store, () -> apply(store, orderId, answer, readNo));
    }

    private void apply(StoreId store, String orderId, Optional<OrderSnapshot> answer, long readNo) {
        OrderBook.Row row = book.lock(store, orderId).orElse(null);
        if (row == null || readNo <= row.appliedReadNo()) {
            return;
        }
        if (answer.isPresent()) {
            OrderSnapshot order = answer.get();
            boolean reversal = order.state() == OrderSnapshot.State.CANCELLED
                    && book.last(store, orderId).filter(Reversals::counts).isPresent();
            if (reversal && reversals.hold(store, orderId)) {
                book.endRead(store, orderId, readNo);
                return;
            }
            Optional<Known> buyer = buyer(store, row, order);
            book.apply(store, order, buyer, readNo);
            if (row.missing()) {
                alarms.settle(store, "missing:" + orderId);
            }
            if (reversal) {
                reversals.applied(store, orderId);
            }
            read.fire(new OrderRead(store, order, buyer.map(Known::member)));
            book.endRead(store, orderId, readNo);
        } else {
            vanished(store, orderId, row, readNo);
        }
    }

    /** An order that the shop denies: what never was applied is forgotten; else nothing is reversed before a second look a day later, nor while reversals are paused. */
    private void vanished(StoreId store, String orderId, OrderBook.Row row, long readNo) {
        if (!row.known()) {
            book.forget(store, orderId);
        } else if (row.missing() && book.missingForLong(store, orderId)) {
            OrderSnapshot last = book.last(store, orderId).orElseThrow();
            boolean reversal = Reversals.counts(last);
            if (reversal && reversals.hold(store, orderId)) {
                book.endRead(store, orderId, readNo);
                return;
            }
            if (reversal) {
                reversals.applied(store, orderId);
            }
            OrderSnapshot gone = Vanished.of(last);
            read.fire(new OrderRead(store, gone, buyer(store, row, gone).map(Known::member)));
            book.endRead(store, orderId, readNo);
        } else {
            alarms.raise(
                    store,
                    "missing:" + orderId,
                    "order-missing",
                    "The shop says that order " + orderId
                            + " does not exist. Nothing is reversed yet; Gather looks again later. Check the shop.");
            book.missing(store, orderId);
        }
    }

    private Optional<Known> buyer(StoreId store, OrderBook.Row row, OrderSnapshot order) {
        return row.erased() != null
                ? Optional.of(row.erased())
                : order.customerId().flatMap(customer -> members.ofCustomer(store, customer));
    }

    private void postpone(StoreId store, String orderId, RuntimeException failure) {
        int failures = transactions.inStore(store, () -> {
            int before = book.lock(store, orderId).map(OrderBook.Row::failures).orElse(0);
            book.postpone(store, orderId, Math.min(1 << Math.min(before, 9), 300));
            return before + 1;
        });
        if (failures >= 3) {
            connections.note(store, failure.getMessage());
        }
    }
}
