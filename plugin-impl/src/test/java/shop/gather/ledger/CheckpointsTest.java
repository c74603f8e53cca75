package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.ledger.LedgerCheck.AccountTotal;
import shop.gather.ledger.LedgerCheck.TrialBalance;
import shop.gather.ledger.LedgerCheck.Verification;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseFailure;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.alarm.Alarms;

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

    /** A store as one node sees it. */
    private record Books(StoreDatabase database) {

        PostingResult post(UUID leader, Money amount) {
            return database.bean(Ledger.class).post(database.store(), earned(leader, amount));
        }

        int count() {
            return database.bean(Checkpoints.class).count(database.store());
        }

        Verification verify() {
            return database.bean(LedgerCheck.class).verify(database.store());
        }

        Verification verifyFully() {
            return database.bean(LedgerCheck.class).verifyFully(database.store());
        }

        LedgerResource.Rebuilt rebuild() {
            return database.bean(LedgerRebuild.class).rebuild(database.store(), "owner:test");
        }

        List<TrialBalance> trialBalances() {
            return database.bean(LedgerCheck.class).trialBalances(database.store());
        }

        /** The trial balances as the entries alone say. */
        List<TrialBalance> sums() {
            return TrialBalance.of(database.transactions().inStore(database.store(), () -> database.sql()
                    .list(
                            database.store(),
                            "select currency, account, sum(amount) as total from ledger_entry where store_id = :store"
                                    + " group by currency, account order by currency, account",
                            row -> new AccountTotal(
                                    Account.valueOf(row.getString("account")),
                                    Amount.ofMinor(row.getLong("total"), row.getString("currency"))))));
        }

        /** Whether totals and entries agree at one moment. */
        boolean agreeNow() {
            return database.transactions()
                    .inStore(database.store(), () -> database.bean(BookComparison.class)
                            .totalDifferencesOfAllEntries(database.store()))
                    .isEmpty();
        }

        long uncounted() {
            return database.transactions().inStore(database.store(), () -> database.bean(BookComparison.class)
                    .uncounted(database.store()));
        }

        void change(String sql, Object... args) {
            database.transactions()
                    .inStore(database.store(), () -> database.sql().update(database.store(), sql, args));
        }

        List<AuditLog.Entry> audited(String action) {
            return database.bean(AuditLog.class)
                    .page(database.store(), action, null, 300)
                    .items();
        }

        List<String> alarms() {
            return database.bean(Alarms.class).open(database.store(), null, 10).items().stream()
                    .map(Alarms.Alarm::message)
                    .toList();
        }
    }

    private static Posting earned(UUID leader, Money amount) {
        return new Posting(
                "test:" + Ids.next(),
                "commission",
                "order:1",
                "Earned",
                List.of(
                        Entry.of(Account.PENDING, leader, amount),
                        Entry.of(Account.COMMISSION_EXPENSE, amount.negated())));
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    @OnBothDatabases
    void aPostingThatCommitsAfterLaterOnesWereCountedIsCounted(StoreDatabase shared) throws Exception {
        Books books = new Books(shared.anotherStore());
        UUID slow = books.database.leader();
        UUID fast = books.database.leader();
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch counted = new CountDownLatch(1);
        Future<?> running = threads.submit(() -> books.database.transactions().inStore(books.database.store(), () -> {
            books.post(slow, cents(700));
            posted.countDown();
            await(counted);
        }));
        await(posted);
        books.post(fast, cents(200));
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
        List<Books> nodes = List.of(books, new Books(books.database.anotherNode()));
        List<UUID> leaders = new ArrayList<>();
        for (int i = 0; i < WRITERS + 2; i++) {
            leaders.add(books.database.leader());
        }
        UUID elsewhere = otherStore.database.leader();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + writer);
            Books node = nodes.get(writer % 2);
            writers.add(threads.submit(() -> {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    write(node, leaders, random);
                    otherStore.post(elsewhere, cents(1));
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

    private static void write(Books node, List<UUID> leaders, Random random) {
        try {
            node.database.transactions().inStore(node.database.store(), () -> {
                // In the order of their ids, as whoever locks several does.
                leaders.stream().sorted().filter(any -> random.nextInt(3) == 0).forEach(leader -> {
                    CurrencyUnit currency = random.nextInt(4) == 0 ? CurrencyUnit.USD : CurrencyUnit.EUR;
                    node.post(leader, Money.ofMinor(currency, 1 + random.nextInt(900)));
                });
                pause(random.nextInt(8));
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
        UUID leader = books.database.leader();
        post(books, leader, 1);
        assertThat(books.count()).isEqualTo(1);
        post(books, leader, 2);
        int ofTwo = books.database.statementsOf(() -> assertThat(books.count()).isEqualTo(2));
        post(books, leader, Checkpoints.MAX_BATCH_SIZE - 1);
        int ofMany = books.database.statementsOf(books::count);
        assertThat(ofMany).isEqualTo(ofTwo);
        post(books, leader, Checkpoints.MAX_BATCH_SIZE + 1);
        assertThat(books.count()).isEqualTo(Checkpoints.MAX_BATCH_SIZE + 1);
        assertThat(books.uncounted()).isZero();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.verifyFully().agrees()).isTrue();
    }

    @OnBothDatabases
    void theSweepFindsStoresWhereManyWaitOrOneWaitsForLong(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        Books busy = new Books(shared.anotherStore());
        CheckpointSweep sweep = books.database.bean(CheckpointSweep.class);
        UUID leader = books.database.leader();
        post(books, leader, 1);
        post(busy, busy.database.leader(), CheckpointSweep.MANY_ENTRIES);
        assertThat(sweep.stores()).contains(busy.database.store()).doesNotContain(books.database.store());
        books.change("update ledger_uncounted set posted_at = now() - interval '61' second where store_id = :store");
        assertThat(sweep.stores()).contains(busy.database.store(), books.database.store());
        books.count();
        busy.count();
        assertThat(sweep.stores()).doesNotContain(busy.database.store(), books.database.store());
        tampered(books, "AVAILABLE", leader, 300);
        books.count();
        books.change("update ledger_uncounted set posted_at = now() - interval '61' second where store_id = :store");
        assertThat(sweep.stores())
                .as("what is set aside is not looked at again")
                .doesNotContain(books.database.store());
    }

    private static void post(Books books, UUID leader, int postings) {
        List<Posting> many = new ArrayList<>();
        for (int i = 0; i < postings; i++) {
            many.add(earned(leader, cents(i + 1)));
        }
        books.database.bean(Ledger.class).post(books.database.store(), many);
    }

    @OnBothDatabases
    void aPostingThatDoesNotAddUpIsFoundByEachVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        UUID bad = tampered(books, "AVAILABLE", leader, 300);
        LedgerCheck.Unbalanced found = new LedgerCheck.Unbalanced(bad, new Amount("3.00", "EUR"));
        assertThat(books.count()).isEqualTo(2);
        assertThat(books.alarms()).singleElement().asString().contains(bad.toString(), "full=true", "backup");
        assertThat(books.uncounted()).as("it stays").isEqualTo(1);
        assertThat(books.count()).isZero();
        assertThat(books.verify().unbalanced()).containsExactly(found);
        assertThat(books.verify().notZero()).containsExactly(new Amount("3.00", "EUR"));
        assertThat(books.verifyFully().unbalanced()).containsExactly(found);
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void aNewPostingWhoseBalanceDisagreesRaisesAnAlarmUntilItIsRebuilt(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        books.change("update ledger_balance set amount = 499 where store_id = :store and payee_id = ?", leader);
        books.count();
        assertThat(books.alarms())
                .singleElement()
                .asString()
                .contains("PENDING of leader " + leader, "4.99 EUR stored", "5.00 EUR posted", "rebuilds");
        assertThat(books.rebuild().rebuilt()).hasSize(1);
        assertThat(books.alarms()).isEmpty();
        assertThat(books.verify().agrees()).isTrue();
    }

    @OnBothDatabases
    void aPostingThatWaitsIsComparedWithItsEntries(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        books.change("update ledger_uncounted set amount = amount * 2 where store_id = :store");
        assertThat(books.verify().unbalanced())
                .extracting(LedgerCheck.Unbalanced::total)
                .as("it adds up, and is not what was posted")
                .containsExactly(new Amount("0.00", "EUR"));
        assertThat(books.alarms()).hasSize(1);
        assertThat(books.uncounted()).isEqualTo(1);

        books.rebuild();

        assertThat(books.uncounted()).isZero();
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.alarms()).isEmpty();
    }

    @OnBothDatabases
    void anEntryThatWasChangedBeforeItWasCountedIsToldByTheAuditOnceItIsRebuilt(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        UUID posting = ((PostingResult.Posted) books.post(leader, cents(500))).id();
        books.change(
                "update ledger_entry set account = 'ADJUSTMENTS' where store_id = :store and account = 'COMMISSION_EXPENSE'");
        books.count();
        assertThat(books.uncounted()).isEqualTo(1);

        LedgerResource.Rebuilt rebuilt = books.rebuild();

        assertThat(rebuilt.postings())
                .containsExactly(new RecountedPosting(
                        posting,
                        List.of(
                                new RecountedPosting.EntryChange(
                                        "ADJUSTMENTS", null, new Amount("0.00", "EUR"), new Amount("-5.00", "EUR")),
                                new RecountedPosting.EntryChange(
                                        "COMMISSION_EXPENSE",
                                        null,
                                        new Amount("-5.00", "EUR"),
                                        new Amount("0.00", "EUR")))));
        assertThat(books.audited("ledger.recounted")).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("posting:" + posting);
            assertThat(entry.details())
                    .isEqualTo("ADJUSTMENTS from 0.00 EUR to -5.00 EUR, COMMISSION_EXPENSE from -5.00 EUR to 0.00 EUR");
        });
        assertThat(books.uncounted()).isZero();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.rebuild().postings()).as("it agrees now").isEmpty();
    }

    @OnBothDatabases
    void aPostingWithoutEntriesStaysSetAsideUntilTheyAreRestored(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        UUID posting = ((PostingResult.Posted) books.post(leader, cents(500))).id();
        books.change("delete from ledger_entry where store_id = :store");

        assertThat(books.rebuild().postings()).isEmpty();
        books.rebuild();

        assertThat(books.uncounted()).as("its copies are the evidence").isEqualTo(1);
        assertThat(books.verify().unbalanced())
                .extracting(LedgerCheck.Unbalanced::posting)
                .containsExactly(posting);
        assertThat(books.alarms()).isNotEmpty();
        assertThat(books.trialBalances())
                .allSatisfy(balance -> assertThat(balance.total().amount()).isEqualTo("0.00"));

        books.change("insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount)"
                + " select :store, posting_id, line, account, payee_id, currency, amount from ledger_uncounted"
                + " where store_id = :store");
        books.rebuild();
        assertThat(books.uncounted()).isZero();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.alarms()).isEmpty();
    }

    @OnBothDatabases
    void totalsThatWereChangedAreFoundAndRecounted(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        books.count();
        books.post(leader, cents(70));
        books.change(
                "update ledger_total set amount = amount + 1 where store_id = :store and account = 'COMMISSION_EXPENSE'");
        assertThat(books.verify().notZero()).containsExactly(new Amount("0.01", "EUR"));
        books.change("update ledger_total set amount = amount - 1 where store_id = :store and account = 'PENDING'");
        assertThat(books.verify().totals())
                .containsExactly(new LedgerCheck.TotalDifference(
                        null, Account.PENDING, new Amount("5.69", "EUR"), new Amount("5.70", "EUR")));
        assertThat(books.verifyFully().totals()).hasSize(2);
        assertThat(books.alarms()).hasSize(2);

        assertThat(books.rebuild().recounted()).hasSize(2);

        assertThat(books.alarms()).isEmpty();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
        assertThat(books.rebuild().recounted()).isEmpty();
    }

    @OnBothDatabases
    void lostTotalsAreRebuiltFromTheEntries(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        for (int i = 0; i < 101; i++) {
            books.post(books.database.leader(), cents(100 + i));
        }
        books.count();
        books.post(books.database.leader(), cents(9));
        for (String table : List.of("ledger_total", "ledger_payee_total", "ledger_checkpoint")) {
            books.change("delete from " + table + " where store_id = :store");
        }
        assertThat(books.verify().differences()).hasSize(101);
        assertThat(books.verifyFully().differences())
                .as("the stored balances are right")
                .isEmpty();

        books.post(books.database.leader(), cents(10));

        assertThat(books.rebuild().rebuilt()).isEmpty();

        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void aPostingThatWasNeitherCountedNorWaitsIsFoundByAFullVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        books.post(books.database.leader(), cents(500));
        books.change("delete from ledger_uncounted where store_id = :store");
        Verification verification = books.verifyFully();
        assertThat(verification.agrees()).isFalse();
        assertThat(verification.totals())
                .extracting(LedgerCheck.TotalDifference::account)
                .containsOnly(Account.PENDING, Account.COMMISSION_EXPENSE);
        books.rebuild();
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.verifyFully().agrees()).isTrue();
        assertThat(books.trialBalances()).isEqualTo(books.sums());
    }

    @OnBothDatabases
    void entriesThatWereChangedAfterTheyWereCountedAreFoundByAFullVerification(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        books.count();
        books.change("update ledger_entry set amount = amount + 100 where store_id = :store and account = 'PENDING'");
        assertThat(books.verify().agrees()).isTrue();
        Verification verification = books.verifyFully();
        assertThat(verification.differences()).hasSize(1);
        assertThat(verification.unbalanced()).hasSize(1);
        assertThat(verification.totals()).hasSize(2);
        assertThat(books.verify().agrees()).isTrue();
        assertThat(books.alarms())
                .as("an incremental verification does not settle it")
                .hasSize(1);
    }

    @OnBothDatabases
    void aFullVerificationSettlesNoAlarmOfAPostingThatIsSetAside(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID posting = ((PostingResult.Posted) books.post(books.database.leader(), cents(500))).id();
        books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
        books.count();
        assertThat(books.alarms()).hasSize(1);

        Verification verification = books.verifyFully();

        assertThat(verification.unbalanced())
                .as("all sums are right, and yet these are not its entries")
                .containsExactly(new LedgerCheck.Unbalanced(posting, new Amount("0.00", "EUR")));
        assertThat(verification.agrees()).isFalse();
        assertThat(books.alarms()).isNotEmpty();
        books.rebuild();
        assertThat(books.alarms()).isEmpty();
    }

    /** One node has read all postings when another one sets a new one aside. */
    @OnBothDatabases
    void aFullVerificationSettlesNoAlarmThatIsRaisedWhileItRuns(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        StoreDatabase node = books.database.anotherNode();
        node.with(BookRanges.class, new BookRanges(node.transactions(), node.sql()) {
            @Override
            void ofPostings(StoreId store, Consumer<Range> work) {
                super.ofPostings(store, work);
                books.post(leader, cents(500));
                books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
                books.count();
                assertThat(books.alarms()).hasSize(1);
            }
        });

        assertThat(new Books(node).verifyFully().agrees()).isFalse();

        assertThat(books.alarms()).isNotEmpty();
    }

    @OnBothDatabases
    void aPostingThatCannotBeReadIsSetAsideAndTheOthersAreCounted(StoreDatabase shared) {
        for (String entries : List.of(
                "account = case when line = 1 then 'PENDING_2' else account end",
                "currency = 'XQX'",
                "amount = case when line = 1 then 9223372036854775807 else -9223372036854775807 end")) {
            Books books = new Books(shared.anotherStore());
            UUID leader = books.database.leader();
            books.post(leader, cents(500));
            UUID bad = ((PostingResult.Posted) books.post(books.database.leader(), cents(500))).id();
            for (String table : List.of("ledger_entry", "ledger_uncounted")) {
                books.change(
                        "update " + table + " set " + entries + " where store_id = :store and posting_id = ?", bad);
            }
            books.post(leader, cents(70));

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
        books.post(books.database.leader(), cents(500));
        books.count();
        books.post(books.database.leader(), cents(70));
        other.post(other.database.leader(), cents(9));
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

    @OnBothDatabases
    void aRebuildThatIsRefusedHasChangedNothing(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        UUID leader = books.database.leader();
        books.post(leader, cents(500));
        books.change("update ledger_balance set amount = 499 where store_id = :store and payee_id = ?", leader);
        StoreDatabase node = books.database.anotherNode();
        AtomicBoolean refused = new AtomicBoolean();
        node.with(BookRanges.class, new BookRanges(node.transactions(), node.sql()) {
            @Override
            void ofPostings(StoreId store, Consumer<Range> work) {
                assertThatThrownBy(new Books(node)::rebuild)
                        .isInstanceOfSatisfying(ProblemException.class, conflict -> assertThat(conflict.code())
                                .isEqualTo(ProblemCode.CONFLICT));
                refused.set(true);
                super.ofPostings(store, work);
            }
        });

        assertThat(new Books(node).verifyFully().differences())
                .as("it is wrong yet")
                .hasSize(1);

        assertThat(refused).isTrue();
        assertThat(books.audited("ledger.rebuilt")).isEmpty();
        assertThat(books.rebuild().rebuilt()).hasSize(1);
        assertThat(books.audited("ledger.rebuilt")).hasSize(1);
    }

    @OnBothDatabases
    void aRebuildTellsTheFirstAndTheAuditTellsAll(StoreDatabase shared) {
        Books books = new Books(shared.anotherStore());
        int many = BookComparison.MAX_FINDINGS + 1;
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            postings.add(earned(books.database.leader(), cents(100)));
        }
        books.database.bean(Ledger.class).post(books.database.store(), postings);
        books.change("update ledger_uncounted set line = line + 2 where store_id = :store");
        books.count();
        books.change("update ledger_balance set amount = 99 where store_id = :store");

        LedgerResource.Rebuilt rebuilt = books.rebuild();

        assertThat(rebuilt.rebuilt()).hasSize(BookComparison.MAX_FINDINGS);
        assertThat(rebuilt.postings()).hasSize(BookComparison.MAX_FINDINGS);
        assertThat(books.audited("ledger.rebuilt")).hasSize(many);
        assertThat(books.audited("ledger.recounted")).hasSize(many);
        assertThat(books.verifyFully().agrees()).isTrue();
    }

    /** A posting with one entry, which Gather never writes. */
    private static UUID tampered(Books books, String account, UUID leader, long amount) {
        UUID id = Ids.next();
        books.change(
                "insert into ledger_posting (store_id, id, posting_key, kind, subject, memo, posted_at)"
                        + " values (:store, ?, ?, 'bad', '', '', now())",
                id,
                "bad:" + id);
        books.change(
                "insert into ledger_entry (store_id, posting_id, line, account, payee_id, currency, amount)"
                        + " values (:store, ?, 1, ?, ?, 'EUR', ?)",
                id,
                account,
                leader,
                amount);
        books.change(
                "insert into ledger_uncounted (store_id, posting_id, line, account, payee_id, currency, amount, posted_at, suspect)"
                        + " select :store, posting_id, line, account, payee_id, currency, amount, now(), false"
                        + " from ledger_entry where store_id = :store and posting_id = ?",
                id);
        return id;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
