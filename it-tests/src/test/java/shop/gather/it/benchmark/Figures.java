package shop.gather.it.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of runs of one kind. Not thread-safe. */
final class Figures {

    private final String what;
    private final List<Double> runs = new ArrayList<>();

    Figures(String what) {
        this.what = what;
    }

    void add(double figure) {
        runs.add(figure);
    }

    double median() {
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** One line: the median, and the lowest and highest of so many runs. */
    String line() {
        return String.format(
                Locale.ROOT,
                "  %-58s median %,11.1f   lowest %,11.1f   highest %,11.1f   (%d runs)",
                what,
                median(),
                runs.stream().min(Double::compare).orElseThrow(),
                runs.stream().max(Double::compare).orElseThrow(),
                runs.size());
    }

    /** What so many percent of the runs do not exceed. */
    double percentile(int percent) {
        List<Double> sorted = runs.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    /** One line about a figure beside the most that was asked for. */
    static String limit(String what, double figure, double most) {
        return String.format(
                Locale.ROOT,
                "  %-58s %.2f, asked for: at most %.2f: %s",
                what,
                figure,
                most,
                figure <= most ? "met" : "NOT MET");
    }

    /** One line about how one median relates to another, beside what was asked for. */
    static String ratio(String what, Figures of, Figures to, boolean atLeast, double target) {
        double ratio = of.median() / to.median();
        boolean met = atLeast ? ratio >= target : ratio <= target;
        return String.format(
                Locale.ROOT,
                "  %-58s %.2f, asked for: at %s %.2f: %s",
                what,
                ratio,
                atLeast ? "least" : "most",
                target,
                met ? "met" : "NOT MET");
    }
}
