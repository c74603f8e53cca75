package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import shop.gather.it.benchmark.RowTemplate.Part;

/**
 * Copies of rows that Gather wrote, put into a store by COPY: the orders of the last two years, one every six seconds,
 * and what came with them. Ids are ordered by time, as Gather's are.
 */
final class GrowthRows {

    private static final Duration APART = Duration.ofSeconds(6);
    private static final int CHUNK = 20_000;
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\d \\d\\d:.*";

    private final Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(730));
    private final OwnDatabase database;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Map<String, String>> lines;

    /** @param every how many orders there is one row */
    private record Kind(RowTemplate row, int every) {}

    /** @param lines the members, leaders and recruiters, over whom the orders are spread, by the name of their slot */
    GrowthRows(OwnDatabase database, List<Map<String, String>> lines) {
        this.database = database;
        this.lines = lines;
    }

    /** Adds a row for every so many orders. What happened until now is spread over the time of the orders. */
    void add(RowTemplate row, int every) {
        RowTemplate spread = row;
        String now = Instant.now().toString().replace('T', ' ');
        for (int i = 0; i < row.columns().size(); i++) {
            String text = row.text(row.columns().get(i));
            if (text != null && text.matches(TIMESTAMP) && text.compareTo(now) <= 0) {
                spread = spread.with(row.columns().get(i), new Part(true, "time"));
            }
        }
        kinds.add(new Kind(spread, every));
    }

    /** Loads the orders with these numbers, the second one not included, and brings the balances of their payees up. */
    void load(int from, int to) throws SQLException, IOException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            // Foreign keys hold by the way the rows are made.
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int start = from; start < to; start += CHUNK) {
                for (Kind kind : kinds) {
                    copy(copy, kind, start, Math.min(to, start + CHUNK));
                }
            }
            balances(connection, from, to);
        }
        database.execute("vacuum analyze");
    }

    /** The id in the middle of those of so many orders: where a page in the middle of any list begins. */
    UUID middle(int orders) {
        return id(orders / 2, 0);
    }

    private void copy(CopyManager copy, Kind kind, int from, int to) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (int number = from; number < to; number++) {
            if (number % kind.every() == 0) {
                rows.append(kind.row().line(slots(number)));
            }
        }
        copy.copyIn("copy " + kind.row().head() + " from stdin", new StringReader(rows.toString()));
    }

    private UnaryOperator<String> slots(int number) {
        Map<String, String> line = lines.get(number % lines.size());
        return slot -> switch (slot) {
            case "order" -> String.format("loaded-%010d", number);
            case "time" -> time(number).toString();
            case "leader", "recruiter", "member", "customer" -> line.get(slot);
            default -> id(number, Integer.parseInt(slot.substring(2))).toString();
        };
    }

    private Instant time(int number) {
        return first.plus(APART.multipliedBy(number));
    }

    /** A UUID of version 7. */
    private UUID id(int number, int row) {
        return new UUID(time(number).toEpochMilli() << 16 | 0x7000L | row, 0x8000_0000_0000_0000L | number);
    }

    private void balances(Connection connection, int from, int to) throws SQLException {
        Map<List<String>, Long> changes = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            if (kind.row().table().equals("ledger_entry") && kind.row().text("payee_id") != null) {
                for (int i = 0; i < lines.size(); i++) {
                    long orders =
                            (to - i + lines.size() - 1) / lines.size() - (from - i + lines.size() - 1) / lines.size();
                    changes.merge(
                            List.of(
                                    lines.get(i).get(kind.row().text("payee_id")),
                                    kind.row().text("account"),
                                    kind.row().text("currency")),
                            orders * Long.parseLong(kind.row().text("amount")),
                            Long::sum);
                }
            }
        }
        String store = kinds.get(0).row().text("store_id");
        try (var update = connection.prepareStatement("update ledger_balance set amount = amount + ?"
                + " where store_id = ?::uuid and payee_id = ?::uuid and account = ? and currency = ?")) {
            for (Map.Entry<List<String>, Long> change : changes.entrySet()) {
                update.setLong(1, change.getValue());
                update.setString(2, store);
                for (int i = 0; i < 3; i++) {
                    update.setString(3 + i, change.getKey().get(i));
                }
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
