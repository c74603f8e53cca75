package shop.gather.shop.alarm;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;

/** Tasks for the owner, on both databases: none is lost, and none takes down the work that raised it. */
class AlarmsTest {

    private static ExecutorService threads;

    @BeforeAll
    static void open() {
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
    }

    @OnBothDatabases
    void twoAtOnceRaiseOneAndBothGoOn(StoreDatabase database) throws Exception {
        String key = "at-once:" + Ids.next();
        int before = database.bean(Alarms.class)
                .open(database.store(), null, 200)
                .items()
                .size();
        CountDownLatch raised = new CountDownLatch(1);
        CountDownLatch otherGoesOn = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> work(database, () -> {
            raise(database, key, "the first");
            raised.countDown();
            // The other one waits for this transaction: it cannot know whether it commits.
            assertThat(awaits(otherGoesOn, 500)).isFalse();
        }));
        Future<?> second = threads.submit(() -> {
            assertThat(awaits(raised, 20_000)).isTrue();
            work(database, () -> {
                raise(database, key, "the second");
                otherGoesOn.countDown();
            });
        });
        first.get(30, SECONDS);
        second.get(30, SECONDS);

        assertThat(database.bean(Alarms.class).open(database.store(), null, 200).items())
                .hasSize(before + 1)
                .first()
                .extracting(Alarms.Alarm::message)
                .isEqualTo("the first");
        assertThat(works(database)).isEqualTo(2);
    }

    @OnBothDatabases
    void whatTheShopSaidIsCutToWhatCanBeKept(StoreDatabase database) {
        String key = "long:" + Ids.next();
        raise(database, key, "Shop: \u0000" + "\uD83C\uDF75".repeat(900));

        Alarms.Alarm alarm = database.bean(Alarms.class)
                .open(database.store(), null, 1)
                .items()
                .get(0);
        assertThat(alarm.message()).startsWith("Shop: \uD83C\uDF75").endsWith("\uD83C\uDF75…");
        assertThat(alarm.message().length()).isBetween(999, 1_000);
    }

    @OnBothDatabases
    void anEndedOneIsOpenedAgain(StoreDatabase database) {
        String key = "again:" + Ids.next();
        Alarms alarms = database.bean(Alarms.class);
        raise(database, key, "again");
        List<Alarms.Alarm> open = alarms.open(database.store(), null, 200).items();
        alarms.settle(database.store(), key);
        assertThat(alarms.open(database.store(), null, 200).items()).hasSize(open.size() - 1);
        raise(database, key, "again");
        assertThat(alarms.open(database.store(), null, 200).items()).isEqualTo(open);
    }

    @OnBothDatabases
    void oneThatIsRestatedSaysWhatIsTheCaseNow(StoreDatabase database) {
        String key = "restated:" + Ids.next();
        Alarms alarms = database.bean(Alarms.class);
        raise(database, key, "refund 2.99");
        int open = alarms.open(database.store(), null, 200).items().size();
        alarms.restate(database.store(), key, "to-pay", "refund 1.99");
        List<Alarms.Alarm> after = alarms.open(database.store(), null, 200).items();
        assertThat(after).hasSize(open);
        assertThat(after.get(0).kind()).isEqualTo("to-pay");
        assertThat(after.get(0).message()).isEqualTo("refund 1.99");
        alarms.settle(database.store(), key);
        alarms.restate(database.store(), key, "to-pay", "refund 1.99");
        assertThat(alarms.open(database.store(), null, 200).items()).isEqualTo(after);
    }

    @OnBothDatabases
    void oneThatAPersonClosedStaysClosedWhileItSaysTheSame(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Alarms alarms = database.bean(Alarms.class);
        raise(database, "key", "3 of 4");
        dismiss(database);

        raise(database, "key", "3 of 4");
        alarms.restate(database.store(), "key", "test", "3 of 4");
        assertThat(open(database)).isEmpty();

        raise(database, "key", "4 of 4");
        assertThat(open(database)).extracting(Alarms.Alarm::message).containsExactly("4 of 4");
        raise(database, "key", "3 of 4");
        assertThat(open(database))
                .as("an open one keeps its message")
                .extracting(Alarms.Alarm::message)
                .containsExactly("4 of 4");
        dismiss(database);
        alarms.restate(database.store(), "key", "other-kind", "4 of 4");
        assertThat(open(database)).extracting(Alarms.Alarm::kind).containsExactly("other-kind");
    }

    @OnBothDatabases
    void oneThatAPersonClosedIsOpenedAgainByTheSameFactAfterItWasSettled(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        Alarms alarms = database.bean(Alarms.class);
        raise(database, "key", "the shop is away");
        dismiss(database);
        alarms.settle(database.store(), "key");
        assertThat(open(database)).isEmpty();

        raise(database, "key", "the shop is away");
        assertThat(open(database)).hasSize(1);
        dismiss(database);
        raise(database, "key", "the shop is away");
        assertThat(open(database)).isEmpty();
    }

    private static void dismiss(StoreDatabase database) {
        Alarms.Alarm alarm = open(database).get(0);
        boolean closed = database.transactions()
                .inStore(database.store(), () -> database.bean(Alarms.class).close(database.store(), alarm.id()));
        assertThat(closed).isTrue();
    }

    private static List<Alarms.Alarm> open(StoreDatabase database) {
        return database.bean(Alarms.class).open(database.store(), null, 200).items();
    }

    /** A transaction that does something else as well. */
    private static void work(StoreDatabase database, Runnable raising) {
        database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "insert into member (store_id, id, display_name, sessions_valid_from, joined_at)"
                                    + " values (:store, ?, 'Work', now(), now())",
                            Ids.next());
            raising.run();
        });
    }

    private static int works(StoreDatabase database) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select id from member where store_id = :store and display_name = 'Work'",
                        row -> 1)
                .size());
    }

    private static void raise(StoreDatabase database, String key, String message) {
        database.bean(Alarms.class).raise(database.store(), key, "test", message);
    }

    private static boolean awaits(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
