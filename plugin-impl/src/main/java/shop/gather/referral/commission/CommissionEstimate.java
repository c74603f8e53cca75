package shop.gather.referral.commission;

import org.joda.money.Money;

/**
 * What an order would earn under a plan, for estimates before there are orders. It is rounded, and limited by the
 * plan's smallest order, as real commission is. Immutable.
 */
public final class CommissionEstimate {

    /** No commission. */
    public static final CommissionEstimate NONE = of(0, 0);

    private final int level1BasisPoints;
    private final int level2BasisPoints;
    private final EarningTerms earning;

    private CommissionEstimate(int level1BasisPoints, int level2BasisPoints, EarningTerms earning) {
        this.level1BasisPoints = level1BasisPoints;
        this.level2BasisPoints = level2BasisPoints;
        this.earning = earning;
    }

    /** By rates in hundredths of a percent, on the default terms: rounded down, with no smallest order. */
    public static CommissionEstimate of(int level1BasisPoints, int level2BasisPoints) {
        return new CommissionEstimate(level1BasisPoints, level2BasisPoints, EarningTerms.DEFAULT);
    }

    static CommissionEstimate of(CommissionPlan plan) {
        return new CommissionEstimate(plan.level1BasisPoints(), plan.level2BasisPoints(), plan.earning());
    }

    /** The same rates for an article in an order that is large enough because of its other articles. */
    public CommissionEstimate inALargeOrder() {
        return new CommissionEstimate(
                level1BasisPoints,
                level2BasisPoints,
                new EarningTerms(earning.rounding(), null, earning.creditEarns()));
    }

    /** The leader's commission on a base. */
    public Money level1(Money base) {
        return earning.commission(base, level1BasisPoints);
    }

    /** The commission of the leader's recruiter on a base. */
    public Money level2(Money base) {
        return earning.commission(base, level2BasisPoints);
    }
}
