package shop.gather.referral.commission;

import java.math.BigDecimal;

/** Percentages with up to two decimals, stored as basis points (hundredths of a percent). */
final class CommissionRate {

    /** The format of a percentage in requests. */
    static final String PERCENT = "[0-9]{1,2}(\\.[0-9]{1,2})?";

    /** The maximum sum of all levels of a plan: 90 %. */
    static final int MOST_BASIS_POINTS = 9_000;

    private CommissionRate() {}

    /** @param percent matches {@link #PERCENT} */
    static int basisPoints(String percent) {
        return new BigDecimal(percent).movePointRight(2).intValueExact();
    }

    /** Without trailing zeros: {@code 250} is {@code 2.5}. */
    static String percent(int basisPoints) {
        BigDecimal percent = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0).toPlainString() : percent.toPlainString();
    }
}
