package shop.gather.referral.commission;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/**
 * Which part of an order earns commission, and how it is rounded. Part of a plan, so it never changes for an order.
 *
 * @param rounding of each commission, to the minor unit
 * @param smallestOrder a lower base earns nothing; null for no limit. Orders in another currency are not limited,
 *     because amounts are never converted
 * @param creditEarns whether payments by gift card or store credit count as money
 */
record EarningTerms(Rounding rounding, Money smallestOrder, boolean creditEarns) {

    static final EarningTerms DEFAULT = new EarningTerms(Rounding.DOWN, null, true);

    private static final int BASIS_POINT_DIGITS = 4;

    /** To the minor unit of the currency. */
    enum Rounding {
        /** Never more than the rate. */
        DOWN(RoundingMode.DOWN),
        /** Half a unit is rounded in the leader's favour. */
        HALF_UP(RoundingMode.HALF_UP),
        HALF_EVEN(RoundingMode.HALF_EVEN);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        RoundingMode mode() {
            return mode;
        }
    }

    /** A level's commission on a base. */
    Money commission(Money base, int basisPoints) {
        boolean tooSmall = smallestOrder != null
                && smallestOrder.getCurrencyUnit().equals(base.getCurrencyUnit())
                && base.isLessThan(smallestOrder);
        return tooSmall
                ? Money.zero(base.getCurrencyUnit())
                : base.multipliedBy(BigDecimal.valueOf(basisPoints, BASIS_POINT_DIGITS), rounding.mode());
    }
}
