package shop.gather.order.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import org.joda.money.Money;

/**
 * Parts of amounts. Splits an amount in proportion to weights, in minor units, so that the parts add up to it exactly: by largest
 * remainder; of equal remainders the first one.
 */
public final class Proration {

    private Proration() {}

    /** The fraction {@code of / whole} of an amount; the product is exact, however large the amounts are. */
    public static Money part(Money amount, Money of, Money whole, RoundingMode rounding) {
        return Money.ofMinor(
                amount.getCurrencyUnit(),
                BigDecimal.valueOf(amount.getAmountMinorLong())
                        .multiply(BigDecimal.valueOf(of.getAmountMinorLong()))
                        .divide(BigDecimal.valueOf(whole.getAmountMinorLong()), 0, rounding)
                        .longValueExact());
    }

    /**
     * @param weights none below 0; if all are 0, the first part takes everything
     * @return one part for each weight; their sum is {@code amount}
     */
    public static long[] of(long amount, long... weights) {
        BigInteger sum = IntStream.range(0, weights.length)
                .mapToObj(i -> BigInteger.valueOf(weights[i]))
                .reduce(BigInteger.ZERO, BigInteger::add);
        long[] parts = new long[weights.length];
        if (sum.signum() == 0) {
            if (parts.length > 0) {
                parts[0] = amount;
            }
            return parts;
        }
        BigInteger size = BigInteger.valueOf(Math.abs(amount));
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = Math.abs(amount);
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] division =
                    size.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
            parts[i] = division[0].longValueExact();
            remainders[i] = division[1];
            left -= parts[i];
        }
        int[] byRemainder = IntStream.range(0, weights.length)
                .boxed()
                .sorted((one, other) -> remainders[other].compareTo(remainders[one]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < left; i++) {
            parts[byRemainder[i]]++;
        }
        if (amount < 0) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = -parts[i];
            }
        }
        return parts;
    }
}
