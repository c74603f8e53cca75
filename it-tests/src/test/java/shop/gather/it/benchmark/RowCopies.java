package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Numbered copies of rows that Gather wrote, put into a database by COPY. Not thread-safe. */
final class RowCopies {

    private static final int CHUNK = 20_000;

    private final OwnDatabase database;
    private final List<Kind> kinds = new ArrayList<>();

    /** @param which of the numbers have such a row */
    private record Kind(RowTemplate row, IntPredicate which) {}

    /** What is to be done beside the copies, on the same connection. */
    interface Then {
        void on(Connection connection) throws SQLException;
    }

    RowCopies(OwnDatabase database) {
        this.database = database;
    }

    void add(RowTemplate row, IntPredicate which) {
        kinds.add(new Kind(row, which));
    }

    List<RowTemplate> rows() {
        return kinds.stream().map(Kind::row).toList();
    }

    /**
     * Loads the copies with these numbers, the second one not included.
     *
     * @param slots gives the text of each slot for a number
     */
    void load(int from, int to, IntFunction<UnaryOperator<String>> slots, Then then) throws SQLException, IOException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            // Foreign keys hold by the way the rows are made.
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int start = from; start < to; start += CHUNK) {
                for (Kind kind : kinds) {
                    copy(copy, kind, start, Math.min(to, start + CHUNK), slots);
                }
            }
            then.on(connection);
        }
        database.execute("vacuum analyze");
    }

    private static void copy(CopyManager copy, Kind kind, int from, int to, IntFunction<UnaryOperator<String>> slots)
            throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (int number = from; number < to; number++) {
            if (kind.which().test(number)) {
                rows.append(kind.row().line(slots.apply(number)));
            }
        }
        copy.copyIn("copy " + kind.row().head() + " from stdin", new StringReader(rows.toString()));
    }
}
