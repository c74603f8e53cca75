package shop.gather.adapter.support;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.RefundLine;

/** Splits amounts without losing a minor unit. */
public final class Shares {

    private static final int SCALE = 8;

    private Shares() {}

    /**
     * Splits minor units by weights: by the largest remainder, the earlier first among equals.
     *
     * @param weights none below zero; if all are zero, so are the shares
     */
    public static long[] of(long total, List<BigDecimal> weights) {
        List<BigInteger> whole = weights.stream()
                .map(weight -> weight.movePointRight(SCALE).toBigInteger())
                .toList();
        BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        long[] shares = new long[weights.size()];
        if (sum.signum() == 0) {
            return shares;
        }
        BigInteger[] remainders = new BigInteger[weights.size()];
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] parts =
                    BigInteger.valueOf(total).multiply(whole.get(i)).divideAndRemainder(sum);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
        }
        long left = total - LongStream.of(shares).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return shares;
    }

    /** @see #of(long, List) */
    public static long[] of(long total, long[] weights) {
        return of(total, Arrays.stream(weights).mapToObj(BigDecimal::valueOf).toList());
    }

    /** Assigns a refund of an amount to cancelled lines: the price of each line, until the amount is used up. */
    public static List<RefundLine> ofCancelled(List<Line> lines, Money amount) {
        Money[] left = {amount};
        return lines.stream()
                .filter(Line::isCancelled)
                .filter(line -> left[0].isPositive())
                .map(line -> {
                    Money part = line.gross().isGreaterThan(left[0]) ? left[0] : line.gross();
                    left[0] = left[0].minus(part);
                    return RefundLine.of(line.lineId(), part);
                })
                .toList();
    }
}
