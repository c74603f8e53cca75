package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.order.intake.PostponedOrders.Standing;
import shop.gather.platform.StoreId;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.shop.command.CommandOrders;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopException;

/**
 * The only entry for information about orders. A hint, a poll or a feature marks an order; the order is read from the
 * shop, and its newest state is passed to the projections in one transaction. Hints of one order coalesce. Thread-safe.
 */
@Singleton
public class Intake implements CommandOrders, Sweeper {

    private final OrderBook book;
    private final OrderMarks marks;
    private final OrderReader reader;
    private final BackgroundReads reads;
    private final HintQueue hints;
    private final PostponedOrders postponed;
    private final DueRows due;

    @Inject
    Intake(
            OrderBook book,
            OrderMarks marks,
            OrderReader reader,
            BackgroundReads reads,
            HintQueue hints,
            PostponedOrders postponed,
            DueRows due) {
        this.book = book;
        this.marks = marks;
        this.reader = reader;
        this.reads = reads;
        this.hints = hints;
        this.postponed = postponed;
        this.due = due;
    }

    /** Records durably that orders may have changed, and reads them soon. Returns after the commit. */
    public void hint(StoreId store, List<String> orderIds) {
        hints.keep(store, orderIds);
        orderIds.forEach(orderId -> readSoon(store, orderId));
    }

    @Override
    public void mark(StoreId store, String orderId) {
        marks.mark(store, orderId);
    }

    @Override
    public boolean isToBeRead(StoreId store, String orderId) {
        return marks.isToBeRead(store, orderId);
    }

    /** An order as last applied, with its row locked until the end of the transaction; empty if none was applied. */
    public Optional<OrderRead> lockLast(StoreId store, String orderId) {
        return book.lock(store, orderId).flatMap(row -> book.last(store, orderId)
                .map(order -> OrderRead.of(
                        store, order, reader.buyer(store, row, order).map(Known::member))));
    }

    @Override
    public Money kept(OrderSnapshot order) {
        return OrderFacts.of(order).kept();
    }

    @Override
    public void readSoon(StoreId store, String orderId) {
        reads.soon(store, orderId);
    }

    /**
     * Reads an order now and applies it, on this thread. An order whose last read failed is read again only if that is
     * due, or if the caller's decision depends on it.
     *
     * @return whether it is applied
     * @throws ShopException if the shop is unreachable; nothing may be decided then
     */
    public Reading readNow(StoreId store, String orderId) {
        Optional<Standing> before = postponed.standing(store, orderId);
        if (before.filter(order -> order.unusable() && !order.due() && !order.overdue())
                .isPresent()) {
            return Reading.POSTPONED;
        }
        marks.markNow(store, orderId);
        OrderReader.Failed failed = reader.read(store, orderId).orElse(null);
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

    /** The result of a read. */
    public enum Reading {
        /** The state of the order is known, or the shop reports that it does not exist. */
        APPLIED,
        /** The shop is reachable, but this order cannot be read or applied; it is retried. */
        POSTPONED,
        /**
         * As POSTPONED, for so long (by default 15 minutes) that decisions are made without the order; or the owner has
         * skipped it.
         */
        SET_ASIDE
    }

    /**
     * Alerts the owner to a decision made without an order that cannot be applied; in the transaction that decides.
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
}
