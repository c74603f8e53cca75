package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.connection.ScriptedAdapter;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/** Orders that are read together share transactions, and none of them suffers from another. */
class OrdersTogetherTest {

    private static final int MANY = 20;

    private final Set<String> broken = new HashSet<>();
    private final List<String> applied = new CopyOnWriteArrayList<>();
    private UnreadableOrders orders;

    private void aStoreOn(StoreDatabase shared) {
        broken.clear();
        applied.clear();
        orders = new UnreadableOrders(shared, read -> {
            if (broken.contains(read.orderId())) {
                throw new ArithmeticException("Rounding necessary");
            }
            applied.add(read.orderId());
        });
    }

    private List<String> reportedOrders() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String id = orders.id("order" + i);
            ScriptedAdapter.answers(id, () -> Optional.of(UnreadableOrders.order(id, Map.of())));
            ids.add(id);
        }
        orders.intake().hint(orders.database().store(), ids);
        return ids;
    }

    /** As several threads do who have read one each. */
    private void read(List<String> ids) {
        OrderReader reader = orders.database().bean(OrderReader.class);
        List<ShopOrders.Answer> answers = new ArrayList<>();
        for (OrderBook.Begun read : orders.database()
                .bean(OrderBook.class)
                .beginReads(orders.database().store(), ids)) {
            try {
                answers.add(orders.database()
                        .bean(ShopOrders.class)
                        .ask(orders.database().store(), read));
            } catch (ShopException thrown) {
                reader.notAnswered(orders.database().store(), read, thrown);
            }
        }
        reader.applyEach(
                orders.database().store(),
                reader.applyTogether(orders.database().store(), answers));
    }

    private long waiting() {
        return orders.database().transactions().inStore(orders.database().store(), () -> orders.database()
                .sql()
                .first(
                        orders.database().store(),
                        "select count(*) as n from order_snapshot where store_id = :store and retry_at is not null",
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    @OnBothDatabases
    void manyOrdersCostAsFewStatementsAsOne(StoreDatabase shared) {
        aStoreOn(shared);
        // The connection to the shop is read once.
        read(reportedOrders());
        applied.clear();
        List<String> ids = reportedOrders();
        int statements = orders.database().statementsOf(() -> read(ids));
        assertThat(applied).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(waiting()).isZero();
        assertThat(statements).as("begin, numbers, lock, apply").isEqualTo(4);
    }

    @OnBothDatabases
    void reportsOfKnownOrdersCostTwoStatements(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        assertThat(orders.database().statementsOf(() -> orders.database()
                        .bean(OrderMarks.class)
                        .reported(orders.database().store(), ids)))
                .as("lock, mark")
                .isEqualTo(2);
        assertThat(waiting()).isEqualTo(MANY);
    }

    @OnBothDatabases
    void anOrderThatCannotBeAppliedIsPostponedAndKeepsNoOtherBack(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        broken.add(ids.get(7));
        read(ids);
        assertThat(new HashSet<>(applied)).hasSize(MANY - 1).doesNotContain(ids.get(7));
        assertThat(waiting()).isEqualTo(1);
        assertThat(orders.kept(ids.get(7))).isEmpty();
        assertThat(orders.postponed()).singleElement().satisfies(order -> {
            assertThat(order.orderId()).isEqualTo(ids.get(7));
            assertThat(order.failures())
                    .as("the try with the others is not counted")
                    .isEqualTo(1);
        });
    }

    @OnBothDatabases
    void anOrderThatTheShopDoesNotTellIsPostponedAndKeepsNoOtherBack(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(3), () -> {
            throw new ShopException(ShopError.BAD_ANSWER, "This is no order.");
        });
        ScriptedAdapter.answers(ids.get(4), Optional::empty);
        read(ids);
        assertThat(applied).hasSize(MANY - 2);
        assertThat(orders.postponed()).extracting(PostponedOrders.View::orderId).containsExactly(ids.get(3));
        assertThat(waiting()).as("the unknown one is forgotten").isEqualTo(1);
    }

    @OnBothDatabases
    void whatIsReportedDuringTheReadIsReadAgain(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(0), () -> {
            orders.intake().hint(orders.database().store(), ids.subList(0, 1));
            return Optional.of(UnreadableOrders.order(ids.get(0), Map.of()));
        });
        read(ids);
        assertThat(applied).hasSize(MANY);
        assertThat(waiting()).isEqualTo(1);
    }

    @OnBothDatabases
    void aReadThatALaterOneHasOvertakenChangesNothing(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(0), () -> {
            ScriptedAdapter.answers(
                    ids.get(0), () -> Optional.of(UnreadableOrders.order(ids.get(0), Map.of("gather_click", "new"))));
            orders.intake().readNow(orders.database().store(), ids.get(0));
            return Optional.of(UnreadableOrders.order(ids.get(0), Map.of("gather_click", "old")));
        });
        read(ids);
        assertThat(orders.kept(ids.get(0))).contains("new").doesNotContain("old");
        assertThat(applied).as("the later read and the others").hasSize(MANY);
    }

    /** The shop's copies may lag: one says that there is no order yet. */
    @OnBothDatabases
    void thatThereIsNoOrderIsOvertakenByALaterReadAndByAHint(StoreDatabase shared) {
        aStoreOn(shared);
        String id = reportedOrders().get(0);
        OrderReader reader = orders.database().bean(OrderReader.class);
        OrderBook.Begun earlier = orders.database()
                .bean(OrderBook.class)
                .beginReads(orders.database().store(), List.of(id))
                .get(0);
        List<ShopOrders.Answer> none = List.of(new ShopOrders.Answer(earlier, Optional.empty()));
        orders.intake().hint(orders.database().store(), List.of(id));
        reader.applyEach(orders.database().store(), none);
        assertThat(waiting()).as("the hint is kept").isEqualTo(MANY);

        OrderBook.Begun later = orders.database()
                .bean(OrderBook.class)
                .beginReads(orders.database().store(), List.of(id))
                .get(0);
        reader.applyEach(orders.database().store(), none);
        reader.applyEach(
                orders.database().store(),
                List.of(orders.database()
                        .bean(ShopOrders.class)
                        .ask(orders.database().store(), later)));
        assertThat(applied).containsExactly(id);
    }

    /** A shop that answers slowly, eight threads, and orders that are reported again meanwhile. */
    @OnBothDatabases
    void whateverThreadsReadIsAppliedInTheEnd(StoreDatabase shared) throws Exception {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        broken.add(ids.get(7));
        BackgroundReads reads = orders.database().bean(BackgroundReads.class);
        ids.forEach(id -> ScriptedAdapter.answers(id, () -> {
            LockSupport.parkNanos(5_000_000);
            return Optional.of(UnreadableOrders.order(id, Map.of()));
        }));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> turns = new ArrayList<>();
            for (int i = 0; i < MANY; i += 2) {
                List<String> share = ids.subList(i, i + 2);
                turns.add(() -> {
                    reads.read(orders.database().store(), share);
                    return null;
                });
            }
            for (Future<Void> turn : threads.invokeAll(turns)) {
                turn.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(new HashSet<>(applied)).hasSize(MANY - 1);
        assertThat(waiting()).as("the broken one").isEqualTo(1);
    }

    private Map<OrderBook.Begun, ShopOrders.Answer> askTogether(List<String> ids) {
        return orders.database()
                .bean(ShopOrders.class)
                .askTogether(
                        orders.database().store(),
                        orders.database()
                                .bean(OrderBook.class)
                                .beginReads(orders.database().store(), ids));
    }

    @OnBothDatabases
    void ordersThatWaitAreAskedForAtOnceWhereTheShopCan(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(2), Optional::empty);
        ScriptedAdapter.answersAtOnce(MANY);
        try {
            assertThat(askTogether(ids))
                    .as("the one that the shop left out is asked for by itself")
                    .hasSize(MANY - 1);
            assertThat(ScriptedAdapter.askedTogether()).containsExactly(MANY);
        } finally {
            ScriptedAdapter.answersAtOnce(1);
        }
        orders.database().bean(BackgroundReads.class).read(orders.database().store(), ids);
        assertThat(applied).hasSize(MANY - 1);
        assertThat(waiting()).as("the unknown one is forgotten").isZero();
    }

    @OnBothDatabases
    void oneOrderThatTheShopCannotTellKeepsNoOtherBackThatIsAskedForWithIt(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(3), () -> {
            throw new ShopException(ShopError.BAD_ANSWER, "This is no order.");
        });
        ScriptedAdapter.answersAtOnce(MANY);
        try {
            orders.database().bean(BackgroundReads.class).read(orders.database().store(), ids);
            assertThat(ScriptedAdapter.askedTogether()).containsExactly(MANY);
        } finally {
            ScriptedAdapter.answersAtOnce(1);
        }
        assertThat(applied).hasSize(MANY - 1);
        assertThat(orders.postponed()).extracting(PostponedOrders.View::orderId).containsExactly(ids.get(3));
    }

    @OnBothDatabases
    void theLogOfAnAdapterThatFailsQuotesNoBuyer(StoreDatabase shared) {
        aStoreOn(shared);
        List<String> ids = reportedOrders();
        ScriptedAdapter.answers(ids.get(3), () -> {
            throw new IllegalStateException("no order: {\"name\": \"Mia Meier\"}");
        });
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(ShopOrders.class.getName());
        Filter before = log.getFilter();
        log.setFilter(each -> logged.add(each));
        ScriptedAdapter.answersAtOnce(MANY);
        try {
            assertThat(askTogether(ids)).isEmpty();
        } finally {
            ScriptedAdapter.answersAtOnce(1);
            log.setFilter(before);
        }
        assertThat(logged).singleElement().satisfies(each -> assertThat(each.getMessage() + each.getThrown())
                .contains(MANY + " orders")
                .doesNotContain("Mia"));
    }

    /** In threads that all begin at once; a report that fails is nobody else's. */
    @OnBothDatabases
    void reportsThatComeAtTheSameTimeAreAllKept(StoreDatabase shared) throws Exception {
        aStoreOn(shared);
        HintQueue hints = orders.database().bean(HintQueue.class);
        String tooLong = "x".repeat(200);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> reports = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                // Some orders are reported many times, as shops do.
                String id = i % 50 == 7 ? tooLong : orders.id("order" + i % 80);
                reports.add(() -> {
                    try {
                        hints.keep(orders.database().store(), List.of(id));
                        return !id.equals(tooLong);
                    } catch (RuntimeException refused) {
                        return id.equals(tooLong);
                    }
                });
            }
            for (Future<Boolean> asItShouldBe : threads.invokeAll(reports)) {
                assertThat(asItShouldBe.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(waiting()).isEqualTo(80);
    }
}
