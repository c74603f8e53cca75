package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.joda.money.Money;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.order.intake.PostponedOrders.Standing;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.logging.FailureLog;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;
import shop.gather.shop.alarm.Alarms;
import shop.gather.shop.command.CommandOrders;
import shop.gather.shop.connection.Shops;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopException;

/**
 * Everything that Gather learns of orders comes through here: a hint, a poll or a doubt marks an order, the order is
 * read from the shop, and the newest state is handed to the features in one transaction. Hints of one order coalesce.
 * Thread-safe.
 */
@Singleton
public class Intake implements CommandOrders, Sweeper {

    private static final FailureLog LOG = new FailureLog(Logger.getLogger(Intake.class.getName()));

    private final OrderBook book;
    private final Shops shops;
    private final PostponedOrders postponed;
    private final OtherOrders others;
    private final Transactions transactions;
    private final KnownCustomers members;
    private final Reversals reversals;
    private final Alarms alarms;
    private final DueRows due;
    private final Work work;
    // Looked up when it is used: some projections mark orders, so they need the intake themselves.
    private final Provider<OrderProjections> projections;

    @Inject
    Intake(
            OrderBook book,
            Shops shops,
            PostponedOrders postponed,
            OtherOrders others,
            Transactions transactions,
            KnownCustomers members,
            Reversals reversals,
            Alarms alarms,
            DueRows due,
            Work work,
            Provider<OrderProjections> projections) {
        this.book = book;
        this.shops = shops;
        this.postponed = postponed;
        this.others = others;
        this.transactions = transactions;
        this.members = members;
        this.reversals = reversals;
        this.alarms = alarms;
        this.due = due;
        this.work = work;
        this.projections = projections;
    }

    /** Notes durably that orders may have changed and reads them soon; returns once the notes are committed. */
    public void hint(StoreId store, List<String> orderIds) {
        for (String orderId : orderIds) {
            book.reported(store, orderId);
        }
        orderIds.forEach(orderId -> readSoon(store, orderId));
    }

    @Override
    public void mark(StoreId store, String orderId) {
        book.mark(store, orderId);
    }

    /** An order as last applied, with its row locked for the rest of the transaction; empty if none was applied. */
    public Optional<OrderRead> lockLast(StoreId store, String orderId) {
        return book.lock(store, orderId).flatMap(row -> book.last(store, orderId)
                .map(order ->
                        OrderRead.of(store, order, buyer(store, row, order).map(Known::member))));
    }

    @Override
    public Money kept(OrderSnapshot order) {
        return OrderFacts.of(order).kept();
    }

    @Override
    public void readSoon(StoreId store, String orderId) {
        work.soon(store, "order:" + store + ":" + orderId, () -> readQuietly(store, orderId));
    }

    /**
     * Reads an order now and applies it, on this thread. One that could not be applied at the last try is read again
     * only if that is due, or if the answer depends on it.
     *
     * @return whether it is applied
     * @throws ShopException if the shop is out of reach; nothing may be decided then
     */
    public Reading readNow(StoreId store, String orderId) {
        Optional<Standing> before = postponed.standing(store, orderId);
        if (before.filter(order -> order.unusable() && !order.due() && !order.overdue())
                .isPresent()) {
            return Reading.POSTPONED;
        }
        book.markNow(store, orderId);
        Failed failed = read(store, orderId).orElse(null);
        if (failed != null && !failed.failure().isOfThisOrder()) {
            throw failed.thrown() instanceof RuntimeException thrown
                    ? thrown
                    : new IllegalStateException(failed.thrown());
        }
        return postponed
                .standing(store, orderId)
                .map(order -> order.overdue() ? Reading.SET_ASIDE : Reading.POSTPONED)
                .orElse(Reading.APPLIED);
    }

    /** What came of a read. */
    public enum Reading {
        /** The state of the order is known, or the shop says that there is none. */
        APPLIED,
        /** The shop answers, but not for this order, or the answer cannot be applied; it is tried again. */
        POSTPONED,
        /**
         * The same for so long, by default 15 minutes, that decisions do without the order; or the owner has skipped
         * it.
         */
        SET_ASIDE
    }

    /**
     * Tells the owner what was decided without an order that cannot be applied; in the transaction that decides.
     *
     * @param decided one sentence or more
     */
    public void setAside(StoreId store, String orderId, String decided) {
        postponed.setAside(store, orderId, decided);
    }

    @Override
    public void sweep() {
        due.of("order_snapshot", "order_id", "retry_at").forEach(order -> readSoon(order.store(), order.key()));
    }

    private void readQuietly(StoreId store, String orderId) {
        try {
            read(store, orderId);
        } catch (RuntimeException unrecorded) {
            // Not even that it failed could be written down. The database is away, or this order is locked; its lease
            // ends in a minute.
            LOG.unexpected("order " + orderId + " of store " + store + " is read again later", unrecorded);
        }
    }

    /** Reads an order and applies it; what stops that is counted against this order alone. */
    private Optional<Failed> read(StoreId store, String orderId) {
        Optional<Long> readNo = book.beginRead(store, orderId);
        boolean answered = false;
        try {
            if (readNo.isPresent()) {
                Optional<OrderSnapshot> answer = shops.of(store).orders().order(orderId);
                answered = true;
                transactions.inStore(store, () -> apply(store, orderId, answer, readNo.get()));
            }
            return Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            OrderFailure failure = failure(store, orderId, thrown, answered);
            postponed.failed(store, orderId, readNo.orElseThrow(), failure, thrown);
            return Optional.of(new Failed(failure, thrown));
        }
    }

    private OrderFailure failure(StoreId store, String orderId, Throwable thrown, boolean answered) {
        OrderFailure failure = OrderFailure.of(thrown, answered);
        boolean shopFailed = failure.cause() == OrderFailure.Cause.NOT_READ && thrown instanceof ShopException;
        return shopFailed && others.areAnswered(store, orderId) ? failure.alone() : failure;
    }

    private record Failed(OrderFailure failure, Throwable thrown) {}

    private void apply(StoreId store, String orderId, Optional<OrderSnapshot> answer, long readNo) {
        OrderBook.Row row = book.lock(store, orderId).orElse(null);
        if (row == null || readNo <= row.appliedReadNo()) {
            return;
        }
        if (row.failures() > 0) {
            postponed.recovered(store, orderId);
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
            projections.get().apply(OrderRead.of(store, order, buyer.map(Known::member)));
            book.endRead(store, orderId, readNo);
        } else {
            vanished(store, orderId, row, readNo);
        }
    }

    /**
     * An order that the shop denies: what never was applied is forgotten; else nothing is reversed before a second look
     * a day later, nor while reversals are paused.
     */
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
            OrderSnapshot gone = DeletedOrders.of(last);
            projections
                    .get()
                    .apply(OrderRead.of(store, gone, buyer(store, row, gone).map(Known::member)));
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
}
