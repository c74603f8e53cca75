package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.Balances;
import shop.gather.ledger.LedgerCheck;
import shop.gather.ledger.PayeeId;
import shop.gather.ledger.Statements;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.LeaderId;
import shop.gather.shop.alarm.Alarms;

class CommissionsDatabaseTest {

    private static final String ORDER = "order-1";

    private static StoreDatabase shared;

    private StoreDatabase database;
    private CreditedOrders orders;
    private LeaderId leader;
    private LeaderId recruiter;

    @BeforeAll
    static void open() {
        shared = StoreDatabase.fresh();
    }

    @BeforeEach
    void store() {
        database = shared.anotherStore();
        orders = new CreditedOrders(database, 800, 200, Duration.ofDays(30));
        leader = database.leader();
        recruiter = database.leader();
    }

    private static AnOrder anOrder() {
        return AnOrder.of().called(ORDER).line(10_000, 1_900).shipping(500).paid();
    }

    private List<Commission> commissions() {
        return database.bean(Commissions.class)
                .page(database.store(), null, ORDER, null, 10)
                .items();
    }

    private Balances balances(LeaderId payee) {
        return database.bean(Statements.class)
                .balances(database.store(), PayeeId.of(payee))
                .get(0);
    }

    private long count(String table) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .first(
                        database.store(),
                        "select count(*) as n from " + table + " where store_id = :store",
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    @Test
    void anOrderEarnsItsLeaderAndTheRecruiterEachOnce() {
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("8.00");
        assertThat(balances(recruiter).pending().amount()).isEqualTo("2.00");
        assertThat(commissions()).extracting(Commission::level).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void theSameSnapshotAgainPostsNothing() {
        database.withAListener();
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        long postings = count("ledger_posting");
        long events = count("event_out");
        for (int again = 0; again < 5; again++) {
            orders.read(anOrder().snapshot());
        }
        assertThat(count("ledger_posting")).isEqualTo(postings);
        assertThat(count("event_out")).isEqualTo(events);
    }

    @Test
    void anOrderWithoutCreditEarnsNobodyAnything() {
        orders.read(anOrder().snapshot());
        orders.credit("other", null, null);
        orders.read(anOrder().called("other").snapshot());
        assertThat(count("commission")).isZero();
    }

    @Test
    void theFreezeBeginsWhenTheOrderFirstEarnsSomething() {
        orders.credit(ORDER, leader, null);
        orders.read(anOrder().captured(0).snapshot());
        assertThat(commissions()).isEmpty();
        orders.read(anOrder().snapshot());
        Commission opened = commissions().get(0);
        assertThat(Duration.between(opened.createdAt(), opened.releaseAt())).isEqualTo(Duration.ofDays(30));
        assertThat(Duration.between(opened.createdAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatIsNotDueIsNotReleased() {
        orders.credit(ORDER, leader, null);
        orders.read(anOrder().snapshot());
        database.bean(Commissions.class)
                .release(database.store(), commissions().get(0).id());
        assertThat(balances(leader).available().amount()).isEqualTo("0.00");
    }

    @Test
    void aRefundAfterTheReleaseIsTakenBackAlsoFromWhatWasPaidOut() {
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        orders.release(ORDER);
        assertThat(balances(leader).available().amount()).isEqualTo("8.00");
        orders.read(anOrder().refunded(6_200).snapshot());
        assertThat(balances(leader).available().amount()).isEqualTo("4.00");
        assertThat(balances(recruiter).available().amount()).isEqualTo("1.00");
        assertThat(balances(leader).pending().amount()).isEqualTo("0.00");
        orders.release(ORDER);
        assertThat(balances(leader).available().amount()).isEqualTo("4.00");
    }

    @Test
    void aNewPlanChangesNothingForOrdersThatWereCreditedBefore() {
        orders.credit(ORDER, leader, null);
        new CreditedOrders(database, 5_000, 0, Duration.ZERO);
        orders.read(anOrder().snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("8.00");
    }

    @Test
    void anOrderCancelledButNotRefundedEarnsNothingAndIsATaskUntilItIsRefunded() {
        Alarms alarms = database.bean(Alarms.class);
        orders.credit(ORDER, leader, null);
        orders.read(anOrder().snapshot());
        orders.read(anOrder().cancelled().snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("0.00");
        assertThat(alarms.open(database.store(), null, 10).items())
                .extracting(Alarms.Alarm::kind)
                .containsExactly("cancelled-not-refunded");
        orders.read(anOrder().cancelled().refunded(12_400).snapshot());
        assertThat(alarms.open(database.store(), null, 10).items()).isEmpty();
    }

    @Test
    void anOrderThatIsOpenedAgainEarnsAgainAndIsNoTaskAnyMore() {
        orders.credit(ORDER, leader, null);
        orders.read(anOrder().snapshot());
        orders.read(anOrder().cancelled().snapshot());
        orders.read(anOrder().snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("8.00");
        assertThat(database.bean(Alarms.class).open(database.store(), null, 10).items())
                .isEmpty();
    }

    @Test
    void twoLevelsTakeFewStatementsAndAnUnchangedOrderHardlyAny() {
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        orders.credit("order-2", leader, recruiter);
        assertThat(database.statementsOf(
                        () -> orders.read(anOrder().called("order-2").snapshot())))
                .isLessThanOrEqualTo(11);
        assertThat(database.statementsOf(
                        () -> orders.read(anOrder().called("order-2").snapshot())))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void hundredOrdersOfFiveCentsEarnNothingAtTenPercent() {
        orders = new CreditedOrders(database, 1_000, 0, Duration.ofDays(30));
        for (int i = 0; i < 100; i++) {
            orders.credit("small-" + i, leader, null);
            orders.read(AnOrder.of().called("small-" + i).line(5, 0).paid().snapshot());
        }
        assertThat(count("commission")).isZero();
    }

    @Test
    void anOrderThatARefundMakesTooSmallEarnsNothingAnyMore() {
        EarningTerms terms = new EarningTerms(EarningTerms.Rounding.HALF_UP, AnOrder.cents(5_000), true);
        orders = new CreditedOrders(database, 333, 111, terms, Duration.ofDays(30));
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("3.33");
        orders.read(anOrder().refunded(9_000).snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("0.00");
        assertThat(balances(recruiter).pending().amount()).isEqualTo("0.00");
        orders.read(anOrder().snapshot());
        orders.read(anOrder().refunded(12_400).snapshot());
        assertThat(balances(leader).pending().amount()).isEqualTo("0.00");
        assertThat(database.bean(LedgerCheck.class).verify(database.store()).agrees())
                .isTrue();
    }

    @Test
    void theBooksAgreeAfterAllThat() {
        orders.credit(ORDER, leader, recruiter);
        orders.read(anOrder().snapshot());
        orders.release(ORDER);
        orders.read(anOrder().refunded(12_400).snapshot());
        assertThat(database.bean(LedgerCheck.class).verify(database.store()).agrees())
                .isTrue();
    }
}
