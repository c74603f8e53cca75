package shop.gather.it.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Runs before the measured ones, until three in a row are alike. */
final class WarmUp {

    private static final int ALIKE = 3;
    private static final double DIFFERENCE = 0.1;

    private WarmUp() {}

    /** One run, which returns its rate. */
    interface Run {
        double once();
    }

    /** @param most runs after which it goes on all the same, and says so */
    static void until(PrintStream out, String what, int most, Run run) {
        List<Double> rates = new ArrayList<>();
        while (rates.size() < most && !steady(rates)) {
            rates.add(run.once());
        }
        out.printf(
                Locale.ROOT,
                "  warm-up of %s: %d runs, from %,.1f to %,.1f%s%n",
                what,
                rates.size(),
                rates.get(0),
                rates.get(rates.size() - 1),
                steady(rates) ? "" : "; NOT STEADY: the last three differ by 10 % or more");
    }

    private static boolean steady(List<Double> rates) {
        if (rates.size() < ALIKE) {
            return false;
        }
        List<Double> last = rates.subList(rates.size() - ALIKE, rates.size());
        return Collections.max(last) / Collections.min(last) < 1 + DIFFERENCE;
    }
}
