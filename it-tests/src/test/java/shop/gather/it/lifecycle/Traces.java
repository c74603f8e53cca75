package shop.gather.it.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shop.gather.it.fixture.GatherServer;

/** Looks for texts in every text column of every table and in the server's log. */
final class Traces {

    private Traces() {}

    /** Where the texts are found, by what they are; case does not count. Of H2 only while no server runs on it. */
    static List<String> of(GatherServer server, Map<String, String> texts) {
        List<String> found = new ArrayList<>();
        try (Connection owner = server.storage().openAsOwner()) {
            for (Column column : textColumns(owner)) {
                texts.forEach((what, text) -> {
                    if (holds(owner, column, text)) {
                        found.add(what + " in " + column.table() + "." + column.name());
                    }
                });
            }
            String log = new String(Files.readAllBytes(server.log()), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            texts.forEach((what, text) -> {
                if (log.contains(text.toLowerCase(Locale.ROOT))) {
                    found.add(what + " in the log");
                }
            });
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Column(String table, String name) {}

    private static List<Column> textColumns(Connection owner) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("select c.table_name, c.column_name from information_schema.columns c"
                        + " join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name"
                        + " where lower(c.table_schema) = 'public' and t.table_type = 'BASE TABLE'"
                        + " and lower(c.data_type) in ('character varying', 'varchar', 'text', 'character', "
                        + "'character large object')")) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        if (columns.size() < 100) {
            throw new IllegalStateException("too few text columns: " + columns);
        }
        return columns;
    }

    private static boolean holds(Connection owner, Column column, String text) {
        String query = "select count(*) from \"" + column.table() + "\" where position(? in lower(\"" + column.name()
                + "\")) > 0";
        try (var statement = owner.prepareStatement(query)) {
            statement.setString(1, text.toLowerCase(Locale.ROOT));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }
}
