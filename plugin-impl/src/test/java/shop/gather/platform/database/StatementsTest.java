package shop.gather.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the SQL in the source text. */
class StatementsTest {

    /** A statement is written in pieces. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern VOLATILE_ASSIGNMENT =
            Pattern.compile("\\w+ = (coalesce\\([^()\"]*now\\(\\)|case (?:(?! end\\b)[^\"])*now\\(\\))[^\"]*");

    private static final Pattern NATIVE = Pattern.compile("@(?:[\\w.]+\\.)?SQL\\(\\s*\"([^\"]*)\"");

    @Test
    void everyNativeQueryOfARepositoryNamesTheStore() throws IOException {
        assertThat(inAllSources(StatementsTest::withoutStore))
                .as("Hibernate adds the store to HQL only")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@SQL(\"select * from payout_request where id = :id\")",
                "@org.hibernate.annotations.processing.SQL(\"select * from payout_request where id = :id\")",
                "@SQL(\n            \"select * from payout_request\"\n            + \" where id = :store\")"
            })
    void aNativeQueryWithoutItIsFound(String source) {
        assertThat(withoutStore(source)).hasSize(1);
    }

    @Test
    void noStatementAssignsTheClockInsideCaseOrCoalesce() throws IOException {
        assertThat(inAllSources(StatementsTest::volatileAssignments))
                .as("such a statement cannot be sharded by store: read the clock in a select before")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"update team set closed_at = coalesce(closed_at, now()) where store_id = :store\"",
                "\"update team set due_at = case when held > 0\"\n    + \" then now() else null end where store_id = :store\""
            })
    void oneThatDoesIsFound(String source) {
        assertThat(volatileAssignments(source)).hasSize(1);
    }

    private static List<String> withoutStore(String source) {
        return NATIVE.matcher(joined(source))
                .results()
                .map(query -> query.group(1))
                .filter(query -> !query.contains("store_id = :store"))
                .toList();
    }

    private static List<String> volatileAssignments(String source) {
        return VOLATILE_ASSIGNMENT
                .matcher(joined(source))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String joined(String source) {
        return JOINT.matcher(source).replaceAll("");
    }

    private static List<String> inAllSources(Function<String, List<String>> rule) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(100);
            return sources.stream()
                    .flatMap(source -> rule.apply(read(source)).stream().map(found -> source + ": " + found))
                    .toList();
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
