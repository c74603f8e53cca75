package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the SQL in the source text. */
class StatementsTest {

    /** A statement is written in pieces. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern VOLATILE_ASSIGNMENT =
            Pattern.compile("\\w+ = (coalesce\\([^()\"]*now\\(\\)|case (?:(?! end\\b)[^\"])*now\\(\\))[^\"]*");

    private static final Pattern NATIVE = Pattern.compile("@SQL\\(\"([^\"]*)\"");

    @Test
    void everyNativeQueryOfARepositoryNamesTheStore() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                NATIVE.matcher(JOINT.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .forEach(query -> found.add(query.group(1)));
            }
        }
        assertThat(found)
                .as("Hibernate adds the store to HQL only")
                .isNotEmpty()
                .allMatch(query -> query.contains("store_id = :store"));
    }

    @Test
    void noStatementAssignsTheClockInsideCaseOrCoalesce() throws IOException {
        List<String> found = new ArrayList<>();
        int sources = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources++;
                Matcher matcher = VOLATILE_ASSIGNMENT.matcher(
                        JOINT.matcher(Files.readString(file)).replaceAll(""));
                while (matcher.find()) {
                    found.add(file.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertThat(sources).isGreaterThan(100);
        assertThat(found)
                .as("such a statement cannot be sharded by store: read the clock in a select before")
                .isEmpty();
    }
}
