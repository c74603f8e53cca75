package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.LeaderId;
import shop.gather.platform.database.DatabaseFailure;

/** Totals and the entries after them are the books, in whatever order transactions commit, and what disagrees is found. */
class CheckpointsTest {

    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 40;

    private static ExecutorService threads;

    @BeforeAll
    static void open() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
    }

    @OnBothDatabases
    void aPostingThatCommitsAfterLaterOnesWereCountedIsCounted(StoreDatabase shared) throws Exception {
        Books books = new Books(shared.anotherStore());
        LeaderId slow = books.database().leader();
        LeaderId fast = books.database().leader();
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch counted = new CountDownLatch(1);
        Future<?> running = threads.submit(
                () -> books.database().transactions().inStore(books.database().store(), () -> {
                    books.post(slow, Books.cents(700));
                    posted.countDown();
                    await(counted);
                }));
        await(posted);
        books.post(fast, Books.cents(200));
        assertThat(books.count()).isEqualTo(1);
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        counted.countDown();
        running.get(20, TimeUnit.SECONDS);

        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.uncounted()).isEqualTo(1);
        Verification late = books.verify();
        assertThat(late.agrees()).isTrue();
        assertThat(late.postings()).as("it alone was read").isEqualTo(1);
        assertThat(books.uncounted()).isZero();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.verifyFully())
                .isEqualTo(new Verification(true, true, 2, List.of(), List.of(), List.of(), List.of()));
    }

    /** Transactions that post at once and are held open at random, two nodes that count at random, by a printed seed. */
    @OnBothDatabases
    void totalsAreTheSumsAtEveryMoment(StoreDatabase shared) throws Exception {
        long seed = new Random().nextLong();
        Books books = new Books(shared.anotherStore());
        Books otherStore = new Books(shared.anotherStore());
        List<Books> nodes = List.of(books, new Books(books.database().anotherNode()));
        List<LeaderId> leaders = new ArrayList<>();
        for (int i = 0; i < WRITERS + 2; i++) {
            leaders.add(books.database().leader());
        }
        LeaderId elsewhere = otherStore.database().leader();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + writer);
            Books node = nodes.get(writer % 2);
            writers.add(threads.submit(() -> {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    write(node, leaders, random);
                    otherStore.post(elsewhere, Books.cents(1));
                }
            }));
        }
        List<Future<Integer>> others = new ArrayList<>();
        for (Books node : nodes) {
            others.add(threads.submit(() -> {
                int wrong = 0;
                while (writing.get()) {
                    node.count();
                    otherStore.count();
                    wrong += node.agreeNow() && node.verify().agrees() ? 0 : 1;
                }
                return wrong;
            }));
        }
        try {
            for (Future<?> writer : writers) {
                writer.get(120, TimeUnit.SECONDS);
            }
        } finally {
            writing.set(false);
        }
        for (Future<Integer> other : others) {
            assertThat(other.get(20, TimeUnit.SECONDS)).as("seed %d", seed).isZero();
        }
        for (Books each : List.of(books, otherStore)) {
            assertThat(each.trialBalances()).as("seed %d", seed).isEqualTo(each.sums());
            each.count();
            assertThat(each.uncounted()).isZero();
            assertThat(each.trialBalances()).as("seed %d", seed).isEqualTo(each.sums());
            assertThat(each.verifyFully().agrees()).as("seed %d", seed).isTrue();
            assertThat(each.alarms()).isEmpty();
        }
    }

    private static void write(Books node, List<LeaderId> leaders, Random random) {
        try {
            node.database().transactions().inStore(node.database().store(), () -> {
                // In the order of their ids, as whoever locks several does.
                leaders.stream().sorted().filter(any -> random.nextInt(3) == 0).forEach(leader -> {
                    CurrencyUnit currency = random.nextInt(4) == 0 ? CurrencyUnit.USD : CurrencyUnit.EUR;
                    node.post(leader, Money.ofMinor(currency, 1 + random.nextInt(900)));
                });
                holdOpen(random.nextInt(8));
                if (random.nextInt(6) == 0) {
                    throw new IllegalStateException("given up");
                }
            });
        } catch (IllegalStateException givenUp) {
            assertThat(givenUp).hasMessage("given up");
        }
    }

    @OnBothDatabases
    void countsInBatches(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        LeaderId leader = books.database().leader();
        books.post(leader, 1);
        assertThat(books.count()).isEqualTo(1);
        books.post(leader, 2);
        int ofTwo =
                books.database().statementsOf(() -> assertThat(books.count()).isEqualTo(2));
        books.post(leader, Checkpoints.MAX_BATCH_SIZE - 1);
        int ofMany = books.database().statementsOf(books::count);
        assertThat(ofMany).isEqualTo(ofTwo);
        books.post(leader, Checkpoints.MAX_BATCH_SIZE + 1);
        assertThat(books.count()).isEqualTo(Checkpoints.MAX_BATCH_SIZE + 1);
        assertThat(books.uncounted()).isZero();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.verifyFully().agrees()).isTrue();
    }

    @OnBothDatabases
    void theSweepFindsStoresWhereManyWaitOrOneWaitsForLong(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        Books busy = new Books(shared.anotherStore());
        CheckpointSweep sweep = books.database().bean(CheckpointSweep.class);
        LeaderId leader = books.database().leader();
        books.post(leader, 1);
        busy.post(busy.database().leader(), CheckpointSweep.MANY_ENTRIES);
        assertThat(sweep.stores())
                .contains(busy.database().store())
                .doesNotContain(books.database().store());
        books.change("update ledger_uncounted set posted_at = now() - interval '61' second where store_id = :store");
        assertThat(sweep.stores())
                .contains(busy.database().store(), books.database().store());
        books.count();
        busy.count();
        assertThat(sweep.stores())
                .doesNotContain(busy.database().store(), books.database().store());
        books.tampered("AVAILABLE", leader, 300);
        books.count();
        books.change("update ledger_uncounted set posted_at = now() - interval '61' second where store_id = :store");
        assertThat(sweep.stores())
                .as("what is set aside is not looked at again")
                .doesNotContain(books.database().store());
    }

    @OnBothDatabases
    void aPostingThatCannotBeReadIsSetAsideAndTheOthersAreCounted(StoreDatabase shared) {
        for (String entries : List.of(
                "account = case when line = 1 then 'PENDING_2' else account end",
                "currency = 'XQX'",
                "amount = case when line = 1 then 9223372036854775807 else -9223372036854775807 end")) {
            Books books = new Books(shared.anotherStore());
            LeaderId leader = books.database().leader();
            books.post(leader, Books.cents(500));
            PostingId bad = ((PostingResult.Posted) books.post(books.database().leader(), Books.cents(500))).id();
            for (String table : List.of("ledger_entry", "ledger_uncounted")) {
                books.change(
                        "update " + table + " set " + entries + " where store_id = :store and posting_id = ?", bad);
            }
            books.post(leader, Books.cents(70));

            assertThat(books.count()).as(entries).isEqualTo(3);

            assertThat(books.uncounted()).as(entries).isEqualTo(1);
            assertThat(books.alarms()).as(entries).singleElement().asString().contains(bad.toString());
            for (Verification verification : List.of(books.verify(), books.verifyFully())) {
                assertThat(verification.agrees()).as(entries).isFalse();
                assertThat(verification.unbalanced())
                        .as(entries)
                        .extracting(LedgerCheck.Unbalanced::posting)
                        .containsOnly(bad);
            }
            books.rebuild();
            assertThat(books.uncounted()).as(entries).isEqualTo(1);
            assertThat(books.alarms()).as(entries).isNotEmpty();
        }
    }

    @OnBothDatabases
    void aStoreThatCannotBeCountedHasAnAlarmUntilItCan(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        Books other = new Books(shared.anotherStore());
        books.post(books.database().leader(), Books.cents(500));
        books.count();
        books.post(books.database().leader(), Books.cents(70));
        other.post(other.database().leader(), Books.cents(9));
        books.change("update ledger_total set amount = 9223372036854775807 where store_id = :store"
                + " and account = 'PENDING'");

        assertThatThrownBy(books::count).isInstanceOf(DatabaseFailure.class);

        assertThat(books.alarms()).singleElement().asString().contains("cannot be counted");
        assertThat(books.uncounted()).isEqualTo(1);
        assertThat(other.count()).isEqualTo(1);
        books.change("update ledger_total set amount = 500 where store_id = :store and account = 'PENDING'");
        assertThat(books.count()).isEqualTo(1);
        assertThat(books.alarms()).isEmpty();
        assertThat(books.verifyFully().agrees()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void holdOpen(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
