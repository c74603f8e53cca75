package shop.gather.adapter.woocommerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits a number of minor units by weights so that nothing is lost: by the largest remainder, the earlier first among equals. */
final class Shares {

    private static final int SCALE = 8;

    private Shares() {}

    /** @param weights none below zero; all zero: nobody gets anything */
    static long[] of(long total, List<BigDecimal> weights) {
        List<BigInteger> whole = weights.stream()
                .map(weight -> weight.movePointRight(SCALE).toBigInteger())
                .toList();
        BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        long[] shares = new long[weights.size()];
        if (sum.signum() == 0) {
            return shares;
        }
        BigInteger[] remainders = new BigInteger[weights.size()];
        long given = 0;
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] parts =
                    BigInteger.valueOf(total).multiply(whole.get(i)).divideAndRemainder(sum);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            given += shares[i];
        }
        List<Integer> order = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .toList();
        for (int i = 0; given < total; i++, given++) {
            shares[order.get(i)]++;
        }
        return shares;
    }
}
