package shop.gather.order.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.PastSales.Sale;
import shop.gather.spi.OrderSnapshot.LineKind;

/** What was sold of tea in the first week of November 2026. */
class PastSalesTest {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-08T00:00:00Z");

    private StoreDatabase database;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
    }

    private static AnyOrder order(String id, String placedAt) {
        return AnyOrder.inEuro().placed(id, "customer-1", Instant.parse(placedAt));
    }

    private void keep(AnyOrder order) {
        KeptOrders.keep(database, OrderRead.of(database.store(), order.snapshot(), Optional.empty()));
    }

    private List<Sale> sales(String variant) {
        return database.bean(PastSales.class).of(database.store(), variant, FROM, UNTIL);
    }

    private static Sale sale(String at, int units) {
        return new Sale(Instant.parse(at), units);
    }

    @OnBothDatabases
    void ordersOfThePeriodAreListedByTimeWithTheirUnits(StoreDatabase shared) {
        aStoreOn(shared);
        keep(order("late", "2026-11-07T23:59:59Z").article("tea", 1, 1_000).captured(1_000));
        keep(order("early", "2026-11-01T00:00:00Z")
                .article("tea", 2, 2_000)
                .article("mug", 5, 5_000)
                .article("tea", 1, 1_000)
                .captured(8_000));
        keep(order("before", "2026-10-31T23:59:59Z").article("tea", 1, 1_000).captured(1_000));
        keep(order("after", "2026-11-08T00:00:00Z").article("tea", 1, 1_000).captured(1_000));
        assertThat(sales("tea")).containsExactly(sale("2026-11-01T00:00:00Z", 3), sale("2026-11-07T23:59:59Z", 1));
    }

    @OnBothDatabases
    void ordersOfTheSameInstantHaveOneSequence(StoreDatabase shared) {
        aStoreOn(shared);
        for (int units : new int[] {3, 1, 2}) {
            keep(order("order" + units, "2026-11-02T10:00:00Z")
                    .article("tea", units, 1_000)
                    .captured(1_000));
        }
        assertThat(sales("tea")).extracting(Sale::units).containsExactly(1, 2, 3);
    }

    @OnBothDatabases
    void whatWasNotPaidOrWasGivenBackDoesNotCount(StoreDatabase shared) {
        aStoreOn(shared);
        keep(order("open", "2026-11-02T10:00:00Z").article("tea", 1, 1_000));
        keep(order("cancelled", "2026-11-02T10:00:00Z")
                .article("tea", 1, 1_000)
                .captured(1_000)
                .cancelled());
        keep(order("refunded", "2026-11-02T10:00:00Z")
                .article("tea", 1, 1_000)
                .captured(1_000)
                .refund(1_000));
        keep(order("in part", "2026-11-03T10:00:00Z")
                .line("tea", LineKind.ARTICLE, "3", "2", 3_000, 0)
                .captured(3_000));
        keep(order("authorized", "2026-11-04T10:00:00Z")
                .article("tea", 1, 1_000)
                .authorized(1_000));
        assertThat(sales("tea")).containsExactly(sale("2026-11-03T10:00:00Z", 1), sale("2026-11-04T10:00:00Z", 1));
    }

    @OnBothDatabases
    void aPartOfAUnitCountsAsOne(StoreDatabase shared) {
        aStoreOn(shared);
        keep(order("weighed", "2026-11-02T10:00:00Z")
                .line("tea", LineKind.ARTICLE, "1.25", "0", 1_000, 0)
                .captured(1_000));
        assertThat(sales("tea")).containsExactly(sale("2026-11-02T10:00:00Z", 2));
    }

    @OnBothDatabases
    void onlyTheWholeIdIsTheArticleWhateverItContains(StoreDatabase shared) {
        aStoreOn(shared);
        keep(order("tea-green", "2026-11-02T10:00:00Z")
                .article("tea-green", 1, 1_000)
                .captured(1_000));
        keep(order("tea", "2026-11-02T11:00:00Z").article("mug", 1, 1_000).captured(1_000));
        keep(order("quoted", "2026-11-02T12:00:00Z")
                .article("te\"a/\\%_茶", 1, 1_000)
                .captured(1_000));
        assertThat(sales("tea"))
                .as("an order that is called so has another article")
                .isEmpty();
        assertThat(sales("te\"a/\\%_茶")).hasSize(1);
    }

    @OnBothDatabases
    void anotherStoreSeesNothing(StoreDatabase shared) {
        aStoreOn(shared);
        keep(order("mine", "2026-11-02T10:00:00Z").article("tea", 1, 1_000).captured(1_000));
        assertThat(database.bean(PastSales.class).of(database.anotherStore().store(), "tea", FROM, UNTIL))
                .isEmpty();
    }

    @OnBothDatabases
    void fiftyOrdersCostAsManyStatementsAsOne(StoreDatabase shared) {
        aStoreOn(shared);
        for (int i = 0; i < 51; i++) {
            keep(order("order" + i, "2026-11-02T10:00:00Z")
                    .article("tea", 1, 1_000)
                    .captured(1_000));
            if (i == 0 || i == 49) {
                assertThat(database.statementsOf(() -> sales("tea"))).isEqualTo(3);
            }
        }
        assertThat(database.statementsOf(() -> sales("tea"))).isEqualTo(4);
        assertThat(sales("tea")).hasSize(51);
    }

    @OnBothDatabases
    void thePeriodIsFoundByItsIndex(StoreDatabase shared) {
        aStoreOn(shared);
        List<Object[]> others = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            others.add(new Object[] {"other" + i, FROM.minus(Duration.ofMinutes(i + 1))});
        }
        database.transactions().inStore(database.store(), () -> database.sql()
                .batch(
                        database.store(),
                        "insert into order_snapshot (store_id, order_id, read_failures, last_read_no, applied_read_no,"
                                + " placed_at) values (:store, ?, 0, 0, 0, ?)",
                        others));
        keep(order("one", "2026-11-02T10:00:00Z").article("tea", 1, 1_000).captured(1_000));
        database.analyzed();
        assertThat(database.plansOf(() -> sales("tea")).toString().toLowerCase(Locale.ROOT))
                .contains("order_snapshot_placed");
    }
}
