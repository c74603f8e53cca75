package shop.gather.referral.commission;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.Money;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.MoneyColumns;
import shop.gather.referral.PlanId;

/**
 * The rates and terms of commissions. A plan never changes: another one replaces it, and an order keeps the plan that
 * was in force when it was placed. An instance holds its row as it was read; {@link CommissionPlanRows} changes the
 * row.
 */
@Entity
class CommissionPlan {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String name;

    @Column(name = "level1_basis_points")
    private int level1BasisPoints;

    @Column(name = "level2_basis_points")
    private int level2BasisPoints;

    @Enumerated(EnumType.STRING)
    private EarningTerms.Rounding rounding;

    @CompositeType(MoneyColumns.class)
    @AttributeOverride(name = "amount", column = @Column(name = "smallest_order"))
    @AttributeOverride(name = "currency", column = @Column(name = "smallest_order_currency"))
    private Money smallestOrder;

    private boolean creditEarns;

    private String freezePeriod;

    private String referralPeriod;

    /** The store while the plan is in force, else null; unique, because a store has at most one plan in force. */
    private UUID currentStoreId;

    private Instant createdAt;

    /** Null while it is in force. */
    private Instant replacedAt;

    /** For Hibernate. */
    protected CommissionPlan() {}

    /** Creates a plan without a row, in force from now on. */
    CommissionPlan(PlanId id, StoreId store, CommissionPlans.Terms terms, Instant now) {
        this.id = id.value();
        this.name = terms.name();
        this.level1BasisPoints = terms.level1BasisPoints();
        this.level2BasisPoints = terms.level2BasisPoints();
        this.rounding = terms.earning().rounding();
        this.smallestOrder = terms.earning().smallestOrder();
        this.creditEarns = terms.earning().creditEarns();
        this.freezePeriod = terms.freezePeriod().toString();
        this.referralPeriod = terms.referralPeriod().toString();
        this.currentStoreId = store.value();
        this.createdAt = now;
    }

    PlanId id() {
        return new PlanId(id);
    }

    String name() {
        return name;
    }

    /** Hundredths of a percent, for the leader. */
    int level1BasisPoints() {
        return level1BasisPoints;
    }

    /** Hundredths of a percent, for the leader's recruiter. */
    int level2BasisPoints() {
        return level2BasisPoints;
    }

    /** Which part of an order earns commission, and how it is rounded. */
    EarningTerms earning() {
        return new EarningTerms(rounding, smallestOrder, creditEarns);
    }

    /** How long a commission stays pending. */
    Duration freezePeriod() {
        return Duration.parse(freezePeriod);
    }

    /** How long a customer stays bound to a leader. */
    Duration referralPeriod() {
        return Duration.parse(referralPeriod);
    }

    /** Whether it is in force. */
    boolean current() {
        return currentStoreId != null;
    }

    Instant createdAt() {
        return createdAt;
    }
}
