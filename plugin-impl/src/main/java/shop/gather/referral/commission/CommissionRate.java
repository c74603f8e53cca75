package shop.gather.referral.commission;

import java.math.BigDecimal;
import shop.gather.platform.http.ProblemException;

/** Percentages with up to two decimals, kept as basis points (hundredths of a percent). */
final class CommissionRate {

    /** What all levels of a plan may add up to: 90 %. */
    static final int MOST_BASIS_POINTS = 9_000;

    private CommissionRate() {}

    /** @throws ProblemException INVALID_VALUE if it is no percentage from 0 to 90 */
    static int basisPoints(String percent, String name) {
        if (percent == null || !percent.matches("[0-9]{1,2}(\\.[0-9]{1,2})?")) {
            throw ProblemException.invalid(
                    name + " must be a percentage from 0 to 90 with up to two decimals, such as \"8\" or \"2.5\".");
        }
        return new BigDecimal(percent).movePointRight(2).intValueExact();
    }

    /** Without trailing zeros: {@code 250} is {@code 2.5}. */
    static String percent(int basisPoints) {
        BigDecimal percent = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0).toPlainString() : percent.toPlainString();
    }
}
