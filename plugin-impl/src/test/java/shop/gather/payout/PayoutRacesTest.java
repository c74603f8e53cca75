package shop.gather.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import shop.gather.ledger.Balances;
import shop.gather.ledger.Corrections;
import shop.gather.ledger.LedgerCheck;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.LeaderStateChanged;
import shop.gather.referral.commission.AnOrder;
import shop.gather.referral.commission.CreditedOrders;

/** What two people or two nodes do at the same moment. */
class PayoutRacesTest {

    private static final int ROUNDS = 50;

    private static StoreDatabase database;
    private static PayoutRequests requests;
    private static PayoutBatches batches;
    private static ExecutorService threads;

    @BeforeAll
    static void open() {
        database = StoreDatabase.fresh();
        requests = database.bean(PayoutRequests.class);
        batches = database.bean(PayoutBatches.class);
        threads = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
        assertThat(database.bean(LedgerCheck.class).verify(database.store()).agrees())
                .isTrue();
    }

    /** Does both at the same moment; a problem is a result. */
    private static List<Object> atOnce(Callable<?> one, Callable<?> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Object>> running = new ArrayList<>();
        for (Callable<?> deed : List.of(one, two)) {
            running.add(threads.submit(() -> {
                start.await();
                try {
                    return deed.call();
                } catch (ProblemException problem) {
                    return problem.code();
                }
            }));
        }
        return List.of(running.get(0).get(), running.get(1).get());
    }

    private static PayeeId leaderWith(long cents) {
        PayeeId leader = database.payee();
        database.bean(Corrections.class).adjust(database.store(), "owner:test", leader, cents(cents), "test");
        return leader;
    }

    private static PayoutRequest ask(PayeeId leader, long cents) {
        return requests.request(database.store(), "member:test", leader, cents(cents), PayoutRequest.Method.TRANSFER);
    }

    private static Balances balances(PayeeId leader) {
        return database.bean(Statements.class)
                .balances(database.store(), leader)
                .get(0);
    }

    private static Money cents(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }

    @Test
    void ofTwoWithdrawalsOfEverythingOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = leaderWith(1_000);
            List<Object> results = atOnce(() -> ask(leader, 1_000), () -> ask(leader, 1_000));
            assertThat(results).containsOnlyOnce(ProblemCode.INSUFFICIENT_BALANCE);
            assertThat(balances(leader).available().amount()).isEqualTo("0.00");
            assertThat(balances(leader).requested().amount()).isEqualTo("10.00");
        }
    }

    @Test
    void aWithdrawalRejectedTwiceAtOnceComesBackOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = leaderWith(1_000);
            PayoutRequestId request = ask(leader, 400).id();
            List<Object> results = atOnce(
                    () -> requests.reject(database.store(), "owner:1", request, "no"),
                    () -> requests.reject(database.store(), "owner:2", request, "no"));
            assertThat(results)
                    .allMatch(result -> result instanceof PayoutRequest answer && answer.state() == State.REJECTED);
            assertThat(balances(leader).available().amount()).isEqualTo("10.00");
        }
    }

    @Test
    void approvedAndRejectedAtOnceItIsOneOfBoth() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = leaderWith(1_000);
            PayoutRequestId request = ask(leader, 400).id();
            List<Object> results = atOnce(
                    () -> requests.approve(database.store(), "owner:1", request, false),
                    () -> requests.reject(database.store(), "owner:2", request, "no"));
            assertThat(results).containsOnlyOnce(ProblemCode.CONFLICT);
            boolean approved = requests.find(database.store(), request, null).state() == State.APPROVED;
            assertThat(balances(leader).available().amount()).isEqualTo(approved ? "6.00" : "10.00");
            if (approved) {
                batches.send(database.store(), "owner:test");
            }
        }
    }

    @Test
    void aRefundWhileAPayoutIsApprovedLeavesNoBatchThatOverpays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoreDatabase store = database.anotherStore();
            PayeeId leader = store.payee();
            Corrections corrections = database.bean(Corrections.class);
            corrections.adjust(store.store(), "owner:test", leader, cents(1_000), "test");
            PayoutRequestId request = requests.request(
                            store.store(), "member:test", leader, cents(1_000), PayoutRequest.Method.TRANSFER)
                    .id();
            atOnce(
                    () -> requests.approve(store.store(), "owner:1", request, false),
                    () -> corrections.adjust(store.store(), "owner:2", leader, cents(-600), "refunded"));
            atOnce(() -> batches.send(store.store(), "owner:1"), () -> batches.send(store.store(), "owner:2"));
            assertThat(requests.find(store.store(), request, null).state()).isIn(State.REQUESTED, State.APPROVED);
            assertThat(database.bean(PayoutBatches.class)
                            .page(store.store(), null, 10)
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void suspendingALeaderWhileAPayoutIsApprovedLeavesItWaitingForTheOwner() throws Exception {
        PayoutsOfSuspended suspensions = database.bean(PayoutsOfSuspended.class);
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = leaderWith(1_000);
            PayoutRequestId request = ask(leader, 400).id();
            List<Object> results = atOnce(
                    () -> requests.approve(database.store(), "owner:1", request, false),
                    () -> database.transactions().inStore(database.store(), () -> {
                        database.sql()
                                .update(
                                        database.store(),
                                        "update leader set state = 'SUSPENDED' where store_id = :store and id = ?",
                                        leader);
                        suspensions.on(new LeaderStateChanged(database.store(), leader.asLeader(), false));
                        return true;
                    }));
            assertThat(results).contains(true);
            assertThat(requests.find(database.store(), request, null).state()).isEqualTo(State.REQUESTED);
        }
    }

    @Test
    void twoBatchesAtOnceNeverTakeTheSameRequest() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoreDatabase store = database.anotherStore();
            PayeeId leader = store.payee();
            database.bean(Corrections.class).adjust(store.store(), "owner:test", leader, cents(1_000), "test");
            for (int i = 0; i < 3; i++) {
                PayoutRequestId request = requests.request(
                                store.store(), "member:test", leader, cents(100), PayoutRequest.Method.TRANSFER)
                        .id();
                requests.approve(store.store(), "owner:test", request, false);
            }
            List<Object> results =
                    atOnce(() -> batches.send(store.store(), "owner:1"), () -> batches.send(store.store(), "owner:2"));
            assertThat(results).containsOnlyOnce(ProblemCode.CONFLICT);
            Balances balances = database.bean(Statements.class)
                    .balances(store.store(), leader)
                    .get(0);
            assertThat(balances.requested().amount()).isEqualTo("0.00");
            assertThat(balances.available().amount()).isEqualTo("7.00");
        }
    }

    @Test
    void aBatchSettledWhileOneOfItsTransfersFailsEndsTheSameWay() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = leaderWith(1_000);
            PayoutRequestId request = ask(leader, 400).id();
            requests.approve(database.store(), "owner:test", request, false);
            PayoutBatchId batch =
                    batches.send(database.store(), "owner:test").batch().id();
            atOnce(
                    () -> batches.settle(database.store(), "owner:1", batch),
                    () -> requests.fail(database.store(), "owner:2", request, "returned"));
            assertThat(requests.find(database.store(), request, null).state()).isEqualTo(State.FAILED);
            assertThat(balances(leader).available().amount()).isEqualTo("10.00");
        }
    }

    @Test
    void aReversalToldTwiceAtOnceWhileTheFreezeEndsIsPostedOnce() throws Exception {
        StoreDatabase store = database.anotherStore();
        CreditedOrders orders = new CreditedOrders(store, 800, 200, Duration.ofDays(1));
        for (int round = 0; round < ROUNDS; round++) {
            PayeeId leader = store.payee();
            PayeeId recruiter = store.payee();
            String order = "order-" + round;
            orders.credit(order, leader.asLeader(), recruiter.asLeader());
            orders.read(AnOrder.of().called(order).line(10_000, 0).paid().snapshot());
            Callable<Object> refund = () -> {
                orders.read(AnOrder.of()
                        .called(order)
                        .line(10_000, 0)
                        .paid()
                        .refunded(2_500)
                        .snapshot());
                return true;
            };
            atOnce(refund, refund);
            atOnce(refund, () -> {
                orders.release(order);
                return true;
            });
            Statements statements = database.bean(Statements.class);
            assertThat(statements
                            .balances(store.store(), leader)
                            .get(0)
                            .available()
                            .amount())
                    .isEqualTo("6.00");
            assertThat(statements
                            .balances(store.store(), leader)
                            .get(0)
                            .pending()
                            .amount())
                    .isEqualTo("0.00");
            assertThat(statements
                            .balances(store.store(), recruiter)
                            .get(0)
                            .available()
                            .amount())
                    .isEqualTo("1.50");
        }
        assertThat(database.bean(LedgerCheck.class).verify(store.store()).agrees())
                .isTrue();
    }
}
