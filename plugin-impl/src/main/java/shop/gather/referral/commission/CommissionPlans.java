package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.referral.PlanId;

/**
 * A store's commission plans: one in force, and the earlier ones. A store without a plan pays no commission.
 * Thread-safe.
 */
@Singleton
public class CommissionPlans {

    private final Transactions transactions;
    private final CommissionPlanRows rows;
    private final DatabaseClock clock;
    private final AuditLog audit;

    @Inject
    CommissionPlans(Transactions transactions, CommissionPlanRows rows, DatabaseClock clock, AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
        this.audit = audit;
    }

    /** The terms of a new plan; validated by {@link CommissionPlanResource}. */
    record Terms(
            String name,
            int level1BasisPoints,
            int level2BasisPoints,
            EarningTerms earning,
            Duration freezePeriod,
            Duration referralPeriod) {}

    /** The plan in force; empty if no plan was adopted. One statement. */
    Optional<CommissionPlan> current(StoreId store) {
        return transactions.inStore(store, () -> rows.current(store.value()));
    }

    /** How long earnings stay pending by the plan in force; empty if no plan was adopted. One statement. */
    public Optional<Duration> freezePeriod(StoreId store) {
        return current(store).map(CommissionPlan::freezePeriod);
    }

    /** What orders placed now would earn; nothing if no plan was adopted. One statement. */
    public CommissionEstimate estimate(StoreId store) {
        return current(store).map(CommissionEstimate::of).orElse(CommissionEstimate.NONE);
    }

    Optional<CommissionPlan> find(StoreId store, PlanId id) {
        return transactions.inStore(store, () -> rows.find(id.value()));
    }

    Page<CommissionPlan> page(StoreId store, String cursor, int limit) {
        List<CommissionPlan> found = transactions.inStore(store, () -> rows.newest(Page.before(cursor), limit + 1));
        return Page.of(found, limit, plan -> plan.id().value(), plan -> plan);
    }

    /** Puts a new plan in force for orders that are placed from now on. */
    CommissionPlan adopt(StoreId store, String actor, Terms terms) {
        return transactions.inStore(store, () -> {
            Instant now = clock.now();
            CommissionPlan plan = new CommissionPlan(new PlanId(Ids.next()), store, terms, now);
            rows.replace(store.value(), now);
            try {
                rows.insert(plan);
            } catch (DuplicateKey raced) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "Another plan came into force at the same time. Read it; repeat your request to replace it.");
            }
            audit.record(
                    store,
                    actor,
                    "commission-plan.adopted",
                    "commission-plan:" + plan.id(),
                    terms.name() + ": " + CommissionRate.percent(terms.level1BasisPoints()) + " % and "
                            + CommissionRate.percent(terms.level2BasisPoints()) + " %, frozen for "
                            + terms.freezePeriod());
            return plan;
        });
    }
}
