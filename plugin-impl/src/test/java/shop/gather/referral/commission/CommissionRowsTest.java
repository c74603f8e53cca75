package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.http.Page;
import shop.gather.referral.CommissionId;

/** Commissions as people ask for them are those that follow the orders. */
class CommissionRowsTest {

    @OnBothDatabases
    void aCommissionReadForPeopleIsTheOneThatFollowsItsOrder(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        PayeeId payee = database.payee();
        Commission written = new Commission(
                new CommissionId(Ids.next()),
                "order-1",
                2,
                payee,
                825,
                Money.parse("KWD 7.125"),
                Money.parse("KWD 0.587"),
                3,
                Commission.State.RELEASED,
                database.bean(DatabaseClock.class).now(),
                database.bean(DatabaseClock.class).now());
        OrderCommissions orders = database.bean(OrderCommissions.class);
        Commission locked = database.transactions().inStore(database.store(), () -> {
            orders.insert(database.store(), List.of(written));
            return orders.lock(database.store(), List.of("order-1")).get(0);
        });

        Commission read = page(database, payee, "order-1", null).items().get(0);

        assertThat(locked).usingRecursiveComparison().isEqualTo(written);
        assertThat(read).usingRecursiveComparison().ignoringFields("storeId").isEqualTo(written);
        assertThat(read.differsFrom(locked)).isFalse();
        assertThat(read.isIn(CurrencyUnit.of("KWD"))).isTrue();
    }

    @OnBothDatabases
    void pagesGoOnWhereTheLastOneEndedAndKeepWhatWasAskedFor(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        CreditedOrders orders = new CreditedOrders(database, 800, 200, Duration.ofDays(30));
        PayeeId leader = database.payee();
        PayeeId recruiter = database.payee();
        for (int i = 0; i < 3; i++) {
            String order = "order-" + i;
            orders.credit(order, leader.asLeader(), recruiter.asLeader());
            orders.read(AnOrder.of().called(order).line(10_000, 0).paid().snapshot());
        }

        assertThat(told(database, null, null))
                .containsExactlyInAnyOrder(
                        "order-2 1", "order-2 2", "order-1 1", "order-1 2", "order-0 1", "order-0 2");
        assertThat(told(database, leader, null)).containsExactly("order-2 1", "order-1 1", "order-0 1");
        assertThat(told(database, null, "order-1")).containsExactlyInAnyOrder("order-1 1", "order-1 2");
        assertThat(told(database, recruiter, "order-1")).containsExactly("order-1 2");
        StoreDatabase elsewhere = database.anotherStore();
        assertThat(told(elsewhere, null, null)).isEmpty();
        assertThat(told(elsewhere, leader, "order-1")).isEmpty();
        assertThat(database.statementsOf(() -> page(database, leader, "order-1", null)))
                .isEqualTo(1);
    }

    private static Page<Commission> page(StoreDatabase database, PayeeId payee, String order, String cursor) {
        return database.bean(Commissions.class).page(database.store(), payee, order, cursor, 2);
    }

    /** All of a list, two at a time. */
    private static List<String> told(StoreDatabase database, PayeeId payee, String order) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<Commission> page = page(database, payee, order, cursor);
            page.items().forEach(commission -> found.add(commission.orderId() + " " + commission.level()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
