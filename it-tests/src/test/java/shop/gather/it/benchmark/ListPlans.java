package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks PostgreSQL how it executes the queries that a server has recorded: none may read a large table to its end. */
final class ListPlans {

    /** Smaller tables are read to their end with good reason. */
    private static final int LARGE = 5_000;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\?|:store\\b");
    /** The table itself, or an index of which only the store is known: all rows of the store. */
    private static final Pattern SCAN = Pattern.compile("(?:Seq Scan on (?<table>\\w+)"
            + "|(?:using \\w+ on|Bitmap Heap Scan on) (?<indexed>\\w+)[^\\n]*\\n"
            + "\\s*(?:Index|Recheck) Cond: \\(store_id = [^()\\n]+\\)\\n)");

    private final OwnDatabase database;
    private final Path folder;
    private final Set<String> before = new HashSet<>();

    /** @param folder where the server records its statements; those that are there already are not looked at */
    ListPlans(OwnDatabase database, Path folder) throws IOException {
        this.database = database;
        this.folder = folder;
        before.addAll(recorded());
    }

    /** A query, and what is found in its plan. */
    private record Finding(String query, String what) {}

    /** @param explained how many @param scans those that read a large table to its end @param failed not explained */
    private record Report(int explained, List<Finding> scans, List<Finding> failed) {}

    /** Looks at the queries that were recorded since this was made. */
    private Report report() throws SQLException, IOException {
        List<Finding> scans = new ArrayList<>();
        List<Finding> failed = new ArrayList<>();
        int explained = 0;
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            Set<String> large = large(connection);
            for (String query : recorded()) {
                if (before.contains(query) || !query.toLowerCase(Locale.ROOT).startsWith("select")) {
                    continue;
                }
                try {
                    Matcher scan = SCAN.matcher(plan(connection, query));
                    while (scan.find()) {
                        String table = scan.group("table") == null ? scan.group("indexed") : scan.group("table");
                        if (large.contains(table)) {
                            scans.add(new Finding(query, table));
                        }
                    }
                    explained++;
                } catch (SQLException refused) {
                    failed.add(new Finding(query, refused.getMessage()));
                }
            }
        }
        return new Report(explained, scans, failed);
    }

    /** Reports on the queries that were recorded since this was made. */
    void print(PrintStream out) throws SQLException, IOException {
        Report report = report();
        out.printf(
                "  queries explained: %d, of which read a large table to its end: %d: %s%n",
                report.explained(), report.scans().size(), report.scans().isEmpty() ? "met" : "NOT MET");
        report.scans().forEach(scan -> out.println("    reads all of " + scan.what() + ": " + scan.query()));
        report.failed().forEach(failed -> out.println("    not explained, " + failed.what() + ": " + failed.query()));
    }

    private Set<String> large(Connection connection) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select relname from pg_class where relkind = 'r' and reltuples >= " + LARGE)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    /** The plan for values that are not known, but for the length of a page. */
    private static String plan(Connection connection, String query) throws SQLException {
        Matcher placeholders = PLACEHOLDER.matcher(query.replaceAll("(?i)limit \\?", "limit 51"));
        StringBuilder numbered = new StringBuilder();
        int count = 0;
        while (placeholders.find()) {
            placeholders.appendReplacement(numbered, "\\$" + ++count);
        }
        placeholders.appendTail(numbered);
        String values = count == 0 ? "" : "(" + String.join(", ", Collections.nCopies(count, "null")) + ")";
        try (var statement = connection.createStatement()) {
            statement.execute("prepare recorded as " + numbered);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("explain execute recorded" + values)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            } finally {
                statement.execute("deallocate recorded");
            }
            return plan.toString();
        }
    }

    private Set<String> recorded() throws IOException {
        Set<String> statements = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                statements.addAll(Files.readAllLines(file));
            }
        }
        return statements;
    }
}
