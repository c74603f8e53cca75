package shop.gather.adapter.vendure;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Divides a whole number by weights so that nothing is lost: the largest remainders get one more. */
final class Shares {

    private Shares() {}

    static long[] of(long total, long[] weights) {
        long sum = IntStream.range(0, weights.length).mapToLong(i -> weights[i]).sum();
        long[] shares = new long[weights.length];
        if (sum == 0) {
            return shares;
        }
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            shares[i] = Math.multiplyExact(total, weights[i]) / sum;
            given += shares[i];
        }
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -(total * weights[i] % sum)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; given < total; i++, given++) {
            shares[order[i]]++;
        }
        return shares;
    }
}
