package shop.gather.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import shop.gather.groupbuy.terms.SchedulePolicy;

/**
 * How many buyers an owner expects. They arrive at random times, evenly over the campaign. Immutable.
 *
 * @param buyers in the whole campaign
 * @param payRate the share of them that pays, in hundredths of a percent
 * @param seed the same seed gives the same buyers
 */
record BuyerForecast(int buyers, int payRate, int seed) {

    private static final int ALL = 10_000;

    /** Sorted by time. */
    List<Join> joins(SchedulePolicy schedule) {
        Instant from = schedule.startsAt();
        long millis = Duration.between(from, schedule.endsAt()).toMillis();
        // Its sequence is specified, so that a seed gives the same buyers in every release of Java.
        Random random = new Random(seed);
        return Stream.generate(() -> new Join(
                        from.plusMillis(Math.floorMod(random.nextLong(), Math.max(1, millis))),
                        1,
                        random.nextInt(ALL) < payRate))
                .limit(buyers)
                .sorted(Comparator.comparing(Join::at))
                .toList();
    }
}
