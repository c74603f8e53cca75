package shop.gather.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.PostingResult.AlreadyPosted;
import shop.gather.ledger.PostingResult.NotCovered;
import shop.gather.ledger.PostingResult.Posted;
import shop.gather.platform.LeaderId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Page;

class LedgerDatabaseTest {

    private static StoreDatabase database;
    private static Ledger ledger;
    private static Statements statements;
    private static LedgerCheck check;
    private static ExecutorService threads;

    @BeforeAll
    static void open() {
        database = StoreDatabase.fresh();
        ledger = database.bean(Ledger.class);
        statements = database.bean(Statements.class);
        check = database.bean(LedgerCheck.class);
        threads = Executors.newFixedThreadPool(8);
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    private static Posting earned(String key, LeaderId leader, long cents) {
        return new Posting(
                key,
                "commission",
                "order:1",
                "Earned",
                List.of(
                        Entry.of(Account.AVAILABLE, PayeeId.of(leader), cents(cents)),
                        Entry.of(Account.COMMISSION_EXPENSE, cents(-cents))));
    }

    private static Posting hold(String key, LeaderId leader, long cents) {
        return new Posting(
                        key,
                        "payout",
                        "payout-request:1",
                        "Requested",
                        List.of(
                                Entry.of(Account.AVAILABLE, PayeeId.of(leader), cents(-cents)),
                                Entry.of(Account.REQUESTED, PayeeId.of(leader), cents(cents))))
                .ifCovered();
    }

    private static PostingResult post(Posting posting) {
        return ledger.post(database.store(), posting);
    }

    private static String available(LeaderId leader) {
        return statements
                .balances(database.store(), PayeeId.of(leader))
                .get(0)
                .available()
                .amount();
    }

    /** Runs all at the same moment. */
    private static List<PostingResult> atOnce(List<Callable<PostingResult>> posts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(posts.size());
        List<Future<PostingResult>> running = new ArrayList<>();
        for (Callable<PostingResult> post : posts) {
            running.add(threads.submit(() -> {
                start.await();
                return post.call();
            }));
        }
        List<PostingResult> results = new ArrayList<>();
        for (Future<PostingResult> future : running) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void aRepeatedKeyPostsNothing() {
        LeaderId leader = database.leader();
        String key = "repeat:" + leader;
        assertThat(post(earned(key, leader, 500))).isInstanceOf(Posted.class);
        assertThat(post(earned(key, leader, 500))).isInstanceOf(AlreadyPosted.class);
        assertThat(available(leader)).isEqualTo("5.00");
    }

    @Test
    void theSameKeyTwiceInOneGoPostsOnce() {
        LeaderId leader = database.leader();
        Posting posting = earned("twin:" + leader, leader, 500);
        assertThat(ledger.post(database.store(), List.of(posting, posting)))
                .extracting(result -> (Object) result.getClass())
                .containsExactly(Posted.class, AlreadyPosted.class);
        assertThat(available(leader)).isEqualTo("5.00");
    }

    @Test
    void theSamePostingSentTwiceAtOnceIsPostedOnce() throws Exception {
        for (int round = 0; round < 100; round++) {
            LeaderId leader = database.leader();
            String key = "race:" + leader;
            List<PostingResult> results =
                    atOnce(List.of(() -> post(earned(key, leader, -700)), () -> post(earned(key, leader, -700))));
            assertThat(results)
                    .extracting(result -> (Object) result.getClass())
                    .containsExactlyInAnyOrder(Posted.class, AlreadyPosted.class);
            assertThat(available(leader)).isEqualTo("-7.00");
        }
    }

    @Test
    void accountsOpenedByManyAtOnceLoseNothing() throws Exception {
        for (int round = 0; round < 50; round++) {
            LeaderId leader = database.leader();
            List<Callable<PostingResult>> posts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String key = "open:" + leader + ":" + i;
                posts.add(() -> post(earned(key, leader, 100)));
            }
            assertThat(atOnce(posts)).allMatch(Posted.class::isInstance);
            assertThat(available(leader)).isEqualTo("6.00");
        }
    }

    @Test
    void twoHoldsAtOnceCannotBothTakeTheSameMoney() throws Exception {
        for (int round = 0; round < 100; round++) {
            LeaderId leader = database.leader();
            post(earned("have:" + leader, leader, 1_000));
            List<PostingResult> results = atOnce(List.of(
                    () -> post(hold("hold1:" + leader, leader, 600)),
                    () -> post(hold("hold2:" + leader, leader, 600))));
            assertThat(results)
                    .extracting(result -> (Object) result.getClass())
                    .containsExactlyInAnyOrder(Posted.class, NotCovered.class);
            assertThat(available(leader)).isEqualTo("4.00");
        }
    }

    @Test
    void payeesLockedCrosswiseDoNotBlockOneAnother() throws Exception {
        LeaderId one = database.leader();
        LeaderId two = database.leader();
        for (int round = 0; round < 100; round++) {
            String key = "cross:" + round + ":";
            List<PostingResult> results = atOnce(List.of(
                    () -> ledger.post(database.store(), List.of(earned(key + "a1", one, 1), earned(key + "a2", two, 1)))
                            .get(1),
                    () -> ledger.post(database.store(), List.of(earned(key + "b1", two, 1), earned(key + "b2", one, 1)))
                            .get(1)));
            assertThat(results).allMatch(Posted.class::isInstance);
        }
        assertThat(available(one)).isEqualTo("2.00");
        assertThat(available(two)).isEqualTo("2.00");
    }

    @Test
    void whatIsPostedWithAFailedDecisionNeverWas() {
        LeaderId leader = database.leader();
        post(earned("before:" + leader, leader, 100));
        assertThatThrownBy(() -> database.transactions().inStore(database.store(), () -> {
                    post(earned("lost:" + leader, leader, 900));
                    throw new IllegalStateException("the decision failed");
                }))
                .hasMessage("the decision failed");
        assertThat(available(leader)).isEqualTo("1.00");
        assertThat(check.verify(database.store()).agrees()).isTrue();
    }

    @Test
    void nobodyUnknownIsPostedFor() {
        LeaderId stranger = new LeaderId(UUID.randomUUID());
        assertThatThrownBy(() -> post(earned("stranger", stranger, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStatementShowsEveryPostingWithItsRunningBalanceOverAllPages() {
        LeaderId leader = database.leader();
        for (int i = 1; i <= 7; i++) {
            post(earned("line" + i + ":" + leader, leader, i * 100));
        }
        post(hold("line8:" + leader, leader, 300));
        List<Statement.Line> lines = new ArrayList<>();
        String cursor = null;
        do {
            Page<Statement.Line> page = statements.page(database.store(), PayeeId.of(leader), null, cursor, 3);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
            lines.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(lines)
                .extracting(line -> line.available().amount())
                .containsExactly("-3.00", "7.00", "6.00", "5.00", "4.00", "3.00", "2.00", "1.00");
        assertThat(lines)
                .extracting(line -> line.after().available().amount())
                .containsExactly("25.00", "28.00", "21.00", "15.00", "10.00", "6.00", "3.00", "1.00");
        assertThat(lines).extracting(line -> line.after().requested().amount()).startsWith("3.00", "0.00");
    }

    @Test
    void aBalanceThatWasTamperedWithIsFoundAndRebuilt() {
        LeaderId leader = database.leader();
        post(earned("tampered:" + leader, leader, 800));
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "update ledger_balance set amount = 900 where store_id = :store and payee_id = ? and account = 'AVAILABLE'",
                        leader));
        LedgerCheck.Difference difference = new LedgerCheck.Difference(
                PayeeId.of(leader), Account.AVAILABLE, new Amount("9.00", "EUR"), new Amount("8.00", "EUR"));
        assertThat(check.verify(database.store()).differences()).containsExactly(difference);
        LedgerRebuild rebuild = database.bean(LedgerRebuild.class);
        assertThat(rebuild.rebuild(database.store(), "owner:test").rebuilt()).containsExactly(difference);
        assertThat(check.verify(database.store()).agrees()).isTrue();
        assertThat(rebuild.rebuild(database.store(), "owner:test").rebuilt()).isEmpty();
        assertThat(available(leader)).isEqualTo("8.00");
    }

    @Test
    void aDebtCanBeWrittenOffAndNoMoreThanIt() {
        LeaderId leader = database.leader();
        Corrections corrections = database.bean(Corrections.class);
        post(earned("debt:" + leader, leader, -1_000));
        assertThatThrownBy(() ->
                        corrections.writeOff(database.store(), "owner:test", PayeeId.of(leader), cents(1_001), "gone"))
                .hasMessageContaining("EUR -10.00");
        corrections.writeOff(database.store(), "owner:test", PayeeId.of(leader), cents(400), "gone");
        assertThat(available(leader)).isEqualTo("-6.00");
        corrections.adjust(database.store(), "owner:test", PayeeId.of(leader), cents(-100), "wrong leader");
        assertThat(available(leader)).isEqualTo("-7.00");
        assertThat(check.trialBalances(database.store()))
                .allMatch(balance -> balance.total().amount().equals("0.00"));
    }
}
