package shop.gather.order.intake;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import shop.gather.order.intake.KnownCustomers.Known;
import shop.gather.order.intake.OrderBook.Applied;
import shop.gather.order.intake.OrderBook.Begun;
import shop.gather.order.intake.ShopOrders.Answer;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.ShopException;

/**
 * Applies the shop's answers about orders, and passes their newest state to the projections. Orders that are read
 * together share a transaction where possible; a failure of one of them is counted only for that order. Thread-safe.
 */
@Singleton
class OrderReader {

    private static final Logger LOG = Logger.getLogger(OrderReader.class.getName());

    private final OrderBook book;
    private final ShopOrders shop;
    private final PostponedOrders postponed;
    private final OtherOrders others;
    private final Transactions transactions;
    private final KnownCustomers members;
    private final Reversals reversals;
    private final Alarms alarms;
    // Looked up when it is used: some projections mark orders, so they need the intake themselves.
    private final Provider<OrderProjections> projections;

    @Inject
    OrderReader(
            OrderBook book,
            ShopOrders shop,
            PostponedOrders postponed,
            OtherOrders others,
            Transactions transactions,
            KnownCustomers members,
            Reversals reversals,
            Alarms alarms,
            Provider<OrderProjections> projections) {
        this.book = book;
        this.shop = shop;
        this.postponed = postponed;
        this.others = others;
        this.transactions = transactions;
        this.members = members;
        this.reversals = reversals;
        this.alarms = alarms;
        this.projections = projections;
    }

    /** Why an order was not applied. */
    record Failed(OrderFailure failure, Throwable thrown) {}

    /** Reads an order and applies it. Empty if that succeeded, or the order is not to be read. */
    Optional<Failed> read(StoreId store, String orderId) {
        Begun read =
                book.beginReads(store, List.of(orderId)).stream().findFirst().orElse(null);
        if (read == null) {
            return Optional.empty();
        }
        Answer answer;
        try {
            answer = shop.ask(store, read);
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            return Optional.of(failed(store, read, thrown, false));
        }
        return apply(store, answer);
    }

    /** Counts a failed read of an order. */
    void notAnswered(StoreId store, Begun read, Throwable thrown) {
        failed(store, read, thrown, false);
    }

    /**
     * Applies answers in one transaction.
     *
     * @return those that need a transaction of their own
     */
    List<Answer> applyTogether(StoreId store, List<Answer> answers) {
        if (answers.isEmpty()) {
            return answers;
        }
        try {
            return transactions.inStore(store, () -> together(store, answers));
        } catch (RuntimeException | LinkageError | StackOverflowError oneOfThem) {
            // The transaction was rolled back. Each answer is now applied alone, or postponed for its own reason.
            LOG.fine(() -> answers.size() + " orders of store " + store + " go one by one");
            return answers;
        }
    }

    /**
     * Applies each answer in a transaction of its own.
     *
     * @throws RuntimeException if the failure of one of them could not be recorded; all others were applied
     */
    void applyEach(StoreId store, List<Answer> answers) {
        RuntimeException unrecorded = null;
        for (Answer answer : answers) {
            try {
                apply(store, answer);
            } catch (RuntimeException failure) {
                unrecorded = failure;
            }
        }
        if (unrecorded != null) {
            throw unrecorded;
        }
    }

    /** Applies an answer in a transaction of its own. */
    private Optional<Failed> apply(StoreId store, Answer answer) {
        try {
            transactions.inStore(store, () -> alone(store, answer));
            return Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            return Optional.of(failed(store, answer.read(), thrown, true));
        }
    }

    private Failed failed(StoreId store, Begun read, Throwable thrown, boolean answered) {
        OrderFailure failure = OrderFailure.of(thrown, answered);
        boolean shopFailed = failure.cause() == OrderFailure.Cause.NOT_READ && thrown instanceof ShopException;
        if (shopFailed && others.areAnswered(store, read.orderId())) {
            failure = failure.alone();
        }
        postponed.failed(store, read.orderId(), read.readNo(), failure, thrown);
        return new Failed(failure, thrown);
    }

    /**
     * Applies in one transaction the orders that only have a new state: no failures before, nothing to reverse, and
     * projections that lock no rows of other orders.
     *
     * @return the others
     */
    private List<Answer> together(StoreId store, List<Answer> answers) {
        Map<String, OrderBook.Row> rows =
                book.lock(store, answers.stream().map(Answer::orderId).toList());
        List<Answer> left = new ArrayList<>();
        Map<String, Answer> wanted = new TreeMap<>();
        for (Answer answer : answers) {
            OrderBook.Row row = rows.get(answer.orderId());
            if (row == null || answer.read().readNo() <= row.appliedReadNo()) {
                continue;
            }
            boolean stands = answer.order()
                    .filter(order -> order.state() != OrderSnapshot.State.CANCELLED)
                    .isPresent();
            if (row.failures() > 0 || row.missing() || row.erased() != null || !stands) {
                left.add(answer);
            } else {
                wanted.put(answer.orderId(), answer);
            }
        }
        Map<String, Known> buyers = members.ofCustomers(
                store,
                wanted.values().stream()
                        .flatMap(answer -> answer.order().orElseThrow().customerId().stream())
                        .collect(Collectors.toSet()));
        List<OrderRead> reads = new ArrayList<>();
        for (Answer answer : List.copyOf(wanted.values())) {
            OrderSnapshot order = answer.order().orElseThrow();
            Optional<Known> buyer = order.customerId().map(buyers::get);
            if (buyer.filter(Known::erased).isPresent()) {
                left.add(wanted.remove(answer.orderId()));
            } else {
                reads.add(OrderRead.of(store, order, buyer.map(Known::member)).withOthers());
            }
        }
        if (reads.isEmpty()) {
            return left;
        }
        for (String alone : projections.get().alone(reads)) {
            left.add(wanted.remove(alone));
        }
        reads.removeIf(read -> !wanted.containsKey(read.orderId()));
        if (!reads.isEmpty()) {
            book.apply(
                    store,
                    reads.stream()
                            .map(read -> new Applied(
                                    read.order(),
                                    read.order().customerId().map(buyers::get),
                                    wanted.get(read.orderId()).read().readNo()))
                            .toList());
            projections.get().apply(reads);
        }
        return left;
    }

    private void alone(StoreId store, Answer answer) {
        String orderId = answer.orderId();
        long readNo = answer.read().readNo();
        OrderBook.Row row = book.lock(store, orderId).orElse(null);
        if (row == null || readNo <= row.appliedReadNo()) {
            return;
        }
        if (row.failures() > 0) {
            postponed.recovered(store, orderId);
        }
        if (answer.order().isEmpty()) {
            vanished(store, orderId, row, readNo);
            return;
        }
        OrderSnapshot order = answer.order().get();
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
    }

    /**
     * Handles an order that the shop reports as missing. An order that was never applied is deleted. Otherwise nothing
     * is reversed before a second check a day later, nor while reversals are paused.
     */
    private void vanished(StoreId store, String orderId, OrderBook.Row row, long readNo) {
        if (!row.known()) {
            book.forget(store, orderId, readNo);
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
                            + " does not exist. Nothing is reversed yet; Gather checks again later. Check the shop.");
            book.missing(store, orderId);
        }
    }

    /** The buyer of an order whose row is locked. */
    Optional<Known> buyer(StoreId store, OrderBook.Row row, OrderSnapshot order) {
        return row.erased() != null
                ? Optional.of(row.erased())
                : order.customerId().flatMap(customer -> members.ofCustomer(store, customer));
    }
}
