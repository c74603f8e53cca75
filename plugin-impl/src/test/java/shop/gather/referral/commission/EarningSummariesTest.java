package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.LeaderId;

/** A leader with 10 % is told once a day what has become available. */
class EarningSummariesTest {

    private StoreDatabase database;
    private CreditedOrders orders;
    private LeaderId lena;
    private LeaderId mara;

    private void aStoreOn(StoreDatabase shared) {
        database = shared.anotherStore();
        orders = new CreditedOrders(database, 1_000, 100, Duration.ofDays(14));
        lena = database.leader();
        mara = database.leader();
    }

    private void earns(String order, long cents) {
        orders.credit(order, lena, mara);
        orders.read(AnOrder.of().called(order).line(cents, 0).paid().snapshot());
        orders.release(order);
    }

    private void theDayIsOver() {
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "update earning_summary set due_at = due_at - interval '2' day where store_id = :store"));
    }

    private List<UUID> summaries() {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select id from earning_summary where store_id = :store",
                        row -> row.getObject("id", UUID.class)));
    }

    private void tellAll(StoreDatabase node) {
        summaries().forEach(summary -> node.bean(EarningSummaries.class).tell(node.store(), summary));
    }

    private List<String> told(LeaderId leader) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select m.kind, m.details from message m where m.store_id = :store and m.member_id ="
                                + " (select l.member_id from leader l where l.store_id = :store and l.id = ?) order by m.id",
                        row -> row.getString("kind") + " " + row.getString("details"),
                        leader));
    }

    @OnBothDatabases
    void severalOrdersOfADayAreOneMessage(StoreDatabase shared) {
        aStoreOn(shared);
        earns("first", 1_000);
        earns("second", 2_550);
        tellAll(database);
        assertThat(told(lena)).as("the day is not over").isEmpty();

        theDayIsOver();
        tellAll(database);
        assertThat(told(lena)).containsExactly("LEADER_EARNINGS {\"earned\":\"EUR 3.55\"}");
        assertThat(told(mara)).containsExactly("LEADER_EARNINGS {\"earned\":\"EUR 0.35\"}");
        assertThat(summaries()).isEmpty();
    }

    @OnBothDatabases
    void eachDayIsToldAlone(StoreDatabase shared) {
        aStoreOn(shared);
        earns("first", 1_000);
        theDayIsOver();
        tellAll(database);
        earns("second", 2_000);
        tellAll(database);
        assertThat(told(lena)).containsExactly("LEADER_EARNINGS {\"earned\":\"EUR 1.00\"}");
        assertThat(summaries()).as("of the leader and the recruiter").hasSize(2);
    }

    @OnBothDatabases
    void aReleaseThatIsRepeatedCountsOnce(StoreDatabase shared) {
        aStoreOn(shared);
        earns("first", 1_000);
        orders.release("first");
        theDayIsOver();
        tellAll(database);
        assertThat(told(lena)).containsExactly("LEADER_EARNINGS {\"earned\":\"EUR 1.00\"}");
    }

    @OnBothDatabases
    void nothingIsToldOfWhatEarnedNothing(StoreDatabase shared) {
        aStoreOn(shared);
        orders.credit("returned", lena, null);
        orders.read(AnOrder.of().called("returned").line(1_000, 0).paid().snapshot());
        orders.read(AnOrder.of()
                .called("returned")
                .line(1_000, 0)
                .paid()
                .refunded(1_000)
                .snapshot());
        orders.release("returned");
        assertThat(summaries()).isEmpty();
    }

    @OnBothDatabases
    void twoNodesTellOnce(StoreDatabase shared) throws Exception {
        aStoreOn(shared);
        earns("first", 1_000);
        theDayIsOver();
        List<UUID> due = summaries();
        StoreDatabase otherNode = database.anotherNode();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                StoreDatabase node = i % 2 == 0 ? database : otherNode;
                all.add(threads.submit(() ->
                        due.forEach(summary -> node.bean(EarningSummaries.class).tell(node.store(), summary))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(told(lena)).hasSize(1);
    }
}
