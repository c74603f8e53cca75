package shop.gather.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The statements that a run of tests has executed, as {@link StatementRecorder} wrote them. */
public final class RecordedStatements {

    private RecordedStatements() {}

    /** Each statement once; empty if nothing was recorded. */
    public static Collection<String> in(Path folder) throws IOException {
        TreeSet<String> statements = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    statements.addAll(Files.readAllLines(file));
                }
            }
        }
        return statements;
    }

    /** Each statement that breaks a rule, with the rules that it breaks. */
    public static List<String> violations(Collection<String> statements) {
        List<String> found = new ArrayList<>();
        for (String sql : statements) {
            ShardingRules.violations(sql).forEach(violation -> found.add(violation + ": " + sql));
        }
        return found;
    }
}
