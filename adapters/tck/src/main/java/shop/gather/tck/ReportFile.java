package shop.gather.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the results of an adapter for the comparison of adapters: a file per test class, a line per subject, separated
 * by tabs.
 */
final class ReportFile {

    /** System property that names another folder. */
    private static final String FOLDER = "gather.tck.reports";

    private ReportFile() {}

    /** Writes {@code target/gather-tck/<adapter>-<class>.txt}: verdict, subject, number of tests that passed. */
    static void write(String adapterId, Class<?> testClass, Map<String, Tally> tallies) {
        List<String> lines = tallies.entrySet().stream()
                .map(entry -> String.join(
                        "\t",
                        entry.getValue().verdict().name().toLowerCase(Locale.ROOT),
                        entry.getKey(),
                        Integer.toString(entry.getValue().passed())))
                .toList();
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty(FOLDER, "target/gather-tck")));
            Files.write(folder.resolve(adapterId + "-" + testClass.getSimpleName() + ".txt"), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("The report of the contracts could not be written", failure);
        }
    }
}
