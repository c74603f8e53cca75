package shop.gather.it.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of a table as Gather wrote it, in which slots stand for what differs from copy to copy. So copies have every
 * column that the schema has, and what Gather writes there; the database itself writes generated columns.
 *
 * @param values one for each column; empty for null
 */
record RowTemplate(String table, List<String> columns, List<List<Part>> values) {

    /** @param slot whether the text is the name of what stands there */
    record Part(boolean slot, String text) {}

    /** @param query of one table, all columns @param slots the name of each text that differs from copy to copy */
    static List<RowTemplate> of(Connection from, String table, String query, Map<String, String> slots)
            throws SQLException {
        List<RowTemplate> rows = new ArrayList<>();
        Set<String> generated = generated(from, table);
        try (var statement = from.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table + " where " + query)) {
            while (found.next()) {
                List<String> columns = new ArrayList<>();
                List<List<Part>> values = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    String column = found.getMetaData().getColumnName(i);
                    if (!generated.contains(column)) {
                        columns.add(column);
                        values.add(parts(found.getString(i), slots));
                    }
                }
                rows.add(new RowTemplate(table, columns, values));
            }
        }
        return rows;
    }

    private static Set<String> generated(Connection from, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet found = from.getMetaData().getColumns(null, null, table, null)) {
            while (found.next()) {
                if (found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                    columns.add(found.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    /** The same row with another value in a column. */
    RowTemplate with(String column, Part value) {
        List<List<Part>> changed = new ArrayList<>(values);
        changed.set(columns.indexOf(column), value == null ? List.of() : List.of(value));
        return new RowTemplate(table, columns, changed);
    }

    /** The text of a column without slots; null for null. */
    String text(String column) {
        List<Part> value = values.get(columns.indexOf(column));
        return value.isEmpty() ? null : value.get(0).text();
    }

    String head() {
        return table + " (" + String.join(", ", columns) + ")";
    }

    /** A line for COPY. */
    String line(UnaryOperator<String> slots) {
        StringBuilder line = new StringBuilder();
        for (List<Part> value : values) {
            line.append(line.length() == 0 ? "" : "\t");
            if (value.isEmpty()) {
                line.append("\\N");
            }
            for (Part part : value) {
                line.append(part.slot() ? slots.apply(part.text()) : escaped(part.text()));
            }
        }
        return line.append('\n').toString();
    }

    /** A row of VALUES. @param slots gives the expression of each */
    String sql(UnaryOperator<String> slots) {
        return values.stream()
                .map(value -> value.isEmpty()
                        ? "null"
                        : value.stream()
                                .map(part -> part.slot() ? slots.apply(part.text()) : literal(part.text()))
                                .collect(Collectors.joining(" || ")))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Without colons, which are pgbench's sign of a variable, even within quotes. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072") + "'";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static List<Part> parts(String value, Map<String, String> slots) {
        List<Part> parts = new ArrayList<>();
        if (value == null) {
            return parts;
        }
        String names = slots.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        // Nothing is found where there are no slots.
        Matcher found = Pattern.compile(slots.isEmpty() ? "(?!)" : names).matcher(value);
        int done = 0;
        while (found.find()) {
            if (found.start() > done) {
                parts.add(new Part(false, value.substring(done, found.start())));
            }
            parts.add(new Part(true, slots.get(found.group())));
            done = found.end();
        }
        if (done < value.length() || value.isEmpty()) {
            parts.add(new Part(false, value.substring(done)));
        }
        return parts;
    }
}
