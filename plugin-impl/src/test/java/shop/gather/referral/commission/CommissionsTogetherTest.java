package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import shop.gather.ledger.LedgerCheck;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.LeaderId;
import shop.gather.spi.OrderSnapshot;

/** Commissions of orders that share a transaction are those of orders that come one by one. */
class CommissionsTogetherTest {

    private static final int ORDERS = 25;
    private static final int ROUNDS = 12;

    /** A store with two leaders, one recruited by the other, and what its orders have earned them. */
    private static final class Books {
        private final StoreDatabase database;
        private final CreditedOrders orders;
        private final LeaderId leader;
        private final LeaderId recruiter;

        Books(StoreDatabase shared) {
            database = shared.anotherStore().withAListener();
            orders = new CreditedOrders(database, 800, 200, Duration.ofDays(30));
            leader = database.leader();
            recruiter = database.leader();
            for (int i = 0; i < ORDERS; i++) {
                // The recruiter sells too, and one order has no credit.
                if (i % 5 == 1) {
                    orders.credit("order" + i, recruiter, null);
                } else if (i != 3) {
                    orders.credit("order" + i, leader, recruiter);
                }
            }
        }

        List<Object> told() {
            List<Object> told = new ArrayList<>();
            for (LeaderId payee : List.of(leader, recruiter)) {
                told.add(database.bean(Statements.class).balances(database.store(), PayeeId.of(payee)));
            }
            told.add(database.transactions().inStore(database.store(), () -> database.sql()
                    .list(
                            database.store(),
                            "select order_id, level, base, posted, changes, state from commission"
                                    + " where store_id = :store order by order_id, level",
                            row -> row.getString("order_id") + " " + row.getInt("level") + " " + row.getLong("base")
                                    + " " + row.getLong("posted") + " " + row.getInt("changes") + " "
                                    + row.getString("state"))));
            told.add(database.transactions().inStore(database.store(), () -> database.sql()
                    .list(
                            database.store(),
                            "select kind, subject, memo from ledger_posting where store_id = :store order by subject, kind, memo",
                            row -> row.getString("kind") + " " + row.getString("subject") + " "
                                    + row.getString("memo"))));
            told.add(database.transactions().inStore(database.store(), () -> database.sql()
                    .list(
                            database.store(),
                            "select type, count(*) as n from event_out where store_id = :store group by type order by type",
                            row -> row.getString("type") + " " + row.getLong("n"))));
            return told;
        }
    }

    /** The same states of the same orders, by a seed that a failure names. */
    @OnBothDatabases
    void earnTheSameTogetherAsOneByOne(StoreDatabase shared) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Books together = new Books(shared);
        Books oneByOne = new Books(shared);
        for (int round = 0; round < ROUNDS; round++) {
            List<OrderSnapshot> states = LongStream.range(0, ORDERS)
                    .filter(any -> random.nextInt(3) > 0)
                    .mapToObj(number -> aState("order" + number, random))
                    .toList();
            together.orders.readTogether(states);
            states.forEach(oneByOne.orders::read);
            if (round == ROUNDS / 2) {
                together.orders.release("order2");
                oneByOne.orders.release("order2");
            }
        }
        assertThat(together.told()).as("seed %d", seed).isEqualTo(oneByOne.told());
        assertThat(together.database
                        .bean(LedgerCheck.class)
                        .verify(together.database.store())
                        .differences())
                .isEmpty();
    }

    @OnBothDatabases
    void aHotLeadersBalanceIsChangedOnceForAllOfThem(StoreDatabase shared) {
        Books books = new Books(shared);
        List<OrderSnapshot> first = states();
        books.orders.readTogether(first.subList(0, 1));
        int one = books.database.statementsOf(() -> books.orders.readTogether(first.subList(2, 3)));
        int all = books.database.statementsOf(() -> books.orders.readTogether(first.subList(4, ORDERS)));
        assertThat(all).isEqualTo(one);
    }

    private static List<OrderSnapshot> states() {
        return LongStream.range(0, ORDERS)
                .mapToObj(number -> AnOrder.of()
                        .called("order" + number)
                        .line(1_000 * (number + 1), 0)
                        .paid()
                        .snapshot())
                .toList();
    }

    private static OrderSnapshot aState(String id, Random random) {
        AnOrder order = AnOrder.of().called(id).line(1 + random.nextInt(20_000), random.nextInt(400));
        if (random.nextInt(4) > 0) {
            order.paid();
            if (random.nextInt(3) == 0) {
                order.refunded(1 + random.nextInt((int) order.total()));
            }
        }
        if (random.nextInt(6) == 0) {
            order.cancelled();
        }
        return order.snapshot();
    }
}
