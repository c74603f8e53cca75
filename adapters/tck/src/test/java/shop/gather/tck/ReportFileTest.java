package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a run, for whoever compares adapters. */
class ReportFileTest {

    private static final String FOLDER = "gather.tck.reports";

    @TempDir
    private Path folder;

    @BeforeEach
    void keepHere() {
        System.setProperty(FOLDER, folder.resolve("kept").toString());
    }

    @AfterEach
    void keepElsewhere() {
        System.clearProperty(FOLDER);
    }

    @Test
    void eachSubjectHasItsVerdict() throws Exception {
        Tally proven = new Tally();
        proven.pass();
        proven.pass();
        proven.doesNotApply(false);
        Tally absent = new Tally();
        absent.pass();
        absent.doesNotApply(true);
        Tally notShown = new Tally();
        notShown.doesNotApply(false);
        Tally broken = new Tally();
        broken.pass();
        broken.fail("a test");
        broken.doesNotApply(true);

        ReportFile.write(
                "my-shop",
                ReportFileTest.class,
                new TreeMap<>(Map.of("A", proven, "B", absent, "C", notShown, "D", broken)));

        assertThat(Files.readAllLines(folder.resolve("kept").resolve("my-shop-ReportFileTest.txt")))
                .containsExactly("proven\tA\t2", "absent\tB\t1", "absent\tC\t0", "broken\tD\t1");
    }
}
