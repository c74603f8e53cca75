package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.joda.money.Money;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.http.Page;
import shop.gather.referral.PlanId;
import shop.gather.referral.commission.EarningTerms.Rounding;

/** What is kept of commission plans: of one store, with one in force. */
class CommissionPlansTest {

    private static final EarningTerms TERMS = new EarningTerms(Rounding.HALF_EVEN, Money.parse("KWD 1.125"), false);

    private static CommissionPlan adopt(StoreDatabase database, String name, EarningTerms earning) {
        return database.bean(CommissionPlans.class).adopt(database.store(), "owner:test", terms(name, earning));
    }

    private static CommissionPlans.Terms terms(String name, EarningTerms earning) {
        return new CommissionPlans.Terms(name, 825, 175, earning, Duration.ofDays(14), Duration.ofDays(90));
    }

    private static <T> T in(StoreDatabase database, Supplier<T> work) {
        return database.transactions().inStore(database.store(), work);
    }

    @OnBothDatabases
    void aPlanIsReadAsItWasAdopted(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        CommissionPlans plans = database.bean(CommissionPlans.class);
        for (EarningTerms earning : List.of(TERMS, EarningTerms.DEFAULT)) {
            CommissionPlan adopted = adopt(database, "Launch", earning);
            CommissionPlan read = plans.find(database.store(), adopted.id()).orElseThrow();
            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("storeId")
                    .isEqualTo(adopted);
            assertThat(read.name()).isEqualTo("Launch");
            assertThat(read.level1BasisPoints()).isEqualTo(825);
            assertThat(read.level2BasisPoints()).isEqualTo(175);
            assertThat(read.earning()).isEqualTo(earning);
            assertThat(read.freezePeriod()).isEqualTo(Duration.ofDays(14));
            assertThat(read.referralPeriod()).isEqualTo(Duration.ofDays(90));
            assertThat(read.current()).isTrue();
        }
    }

    @OnBothDatabases
    void anotherPlanReplacesTheOneInForceAtThatMoment(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        CommissionPlans plans = database.bean(CommissionPlans.class);
        assertThat(plans.current(database.store())).isEmpty();
        CommissionPlan first = adopt(database, "First", TERMS);
        CommissionPlan second = adopt(database, "Second", EarningTerms.DEFAULT);

        assertThat(plans.current(database.store()).orElseThrow().id()).isEqualTo(second.id());
        assertThat(plans.find(database.store(), first.id()).orElseThrow().current())
                .isFalse();
        Instant replaced = in(database, () -> database.sql()
                        .first(
                                database.store(),
                                "select replaced_at from commission_plan where store_id = :store and id = ?",
                                row -> row.getObject("replaced_at", OffsetDateTime.class)
                                        .toInstant(),
                                first.id()))
                .orElseThrow();
        assertThat(replaced).isEqualTo(second.createdAt());
        Page<CommissionPlan> page = plans.page(database.store(), null, 1);
        assertThat(page.items()).extracting(CommissionPlan::name).containsExactly("Second");
        assertThat(plans.page(database.store(), page.next(), 1).items())
                .extracting(CommissionPlan::name)
                .containsExactly("First");
    }

    @OnBothDatabases
    void aStoreHasOnePlanInForceAtMost(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        CommissionPlan first = adopt(database, "First", TERMS);
        CommissionPlan raced = new CommissionPlan(
                new PlanId(Ids.next()),
                database.store(),
                terms("Raced", TERMS),
                first.createdAt().plusSeconds(1));
        assertThatThrownBy(() -> in(database, () -> {
                    database.bean(CommissionPlanRows.class).insert(raced);
                    return null;
                }))
                .isInstanceOf(DuplicateKey.class);
    }

    @OnBothDatabases
    void theRowsOfAnotherStoreAreNeitherSeenNorChanged(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        StoreDatabase elsewhere = database.anotherStore();
        CommissionPlanRows rows = database.bean(CommissionPlanRows.class);
        StoreId store = database.store();
        CommissionPlan plan = adopt(database, "Ours", TERMS);

        assertThat(in(elsewhere, () -> rows.find(plan.id().value()))).isEmpty();
        assertThat(in(elsewhere, () -> rows.current(store.value()))).isEmpty();
        assertThat(in(elsewhere, () -> rows.newest(Page.START, 10))).isEmpty();
        in(elsewhere, () -> {
            rows.replace(store.value(), plan.createdAt());
            return null;
        });
        assertThat(in(database, () -> rows.current(store.value()))).isPresent();
    }

    @OnBothDatabases
    void aPlanCostsTheseStatements(StoreDatabase shared) {
        StoreDatabase database = shared.anotherStore();
        CommissionPlans plans = database.bean(CommissionPlans.class);
        adopt(database, "First", TERMS);
        assertThat(database.statementsOf(() -> adopt(database, "Second", TERMS)))
                .isEqualTo(4);
        assertThat(database.statementsOf(() -> plans.current(database.store()))).isEqualTo(1);
        assertThat(database.statementsOf(() -> plans.page(database.store(), null, 50)))
                .isEqualTo(1);
    }
}
