package shop.gather.it.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import shop.gather.it.benchmark.RowTemplate.Part;

/**
 * One-order transactions by pgbench that leave what Gather leaves of an order: the order's row, its attribution, two
 * commissions, one posting with all their entries, the payees' balances. In a database of its own with Gather's schema
 * on the same server. Its ids are ordered by time, as Gather's are.
 */
final class OrdersByPgbench {

    private static final String SCHEMA = "/db/migration/V1__foundation.sql";

    /** Numbers of ids: those below are an order's rows, these are payees and members. */
    private static final Map<String, Integer> PEOPLE = Map.of("leader", 100, "recruiter", 101, "member", 102);

    private final Pgbench pgbench;
    private final OwnDatabase database = OwnDatabase.create();
    private final List<RowTemplate> order;
    private final Path script;
    private int runs;

    /**
     * @param gather has posted the order of which copies are made
     * @param leaders over how many orders may be spread
     */
    OrdersByPgbench(Pgbench pgbench, OwnDatabase gather, String store, String order, int leaders)
            throws SQLException, IOException {
        this.pgbench = pgbench;
        this.order = inOnePosting(OrderRows.of(gather, store, order));
        createSchema();
        copyStore(gather, store);
        openAccounts(store, leaders);
        this.script = Files.writeString(
                Files.createTempFile(Files.createDirectories(Path.of("target").toAbsolutePath()), "order-", ".pgbench"),
                script(store));
    }

    /** How many rows one transaction inserts. */
    int rows() {
        return order.size();
    }

    double perSecond(int leaders) {
        // Numbers that no run before has used.
        return pgbench.perSecond(database, script, "leaders=" + leaders, "n=" + (long) ++runs * 1_000_000_000);
    }

    private void createSchema() throws SQLException, IOException {
        try (InputStream schema = OrdersByPgbench.class.getResourceAsStream(SCHEMA)) {
            database.execute(
                    new String(schema.readAllBytes(), StandardCharsets.UTF_8).replace("${binary}", "bytea"),
                    "create function id_of(n bigint, k int) returns uuid immutable language sql as"
                            + " $$select (lpad(to_hex(n), 16, '0') || lpad(to_hex(k), 16, '0'))::uuid$$");
        }
    }

    private void copyStore(OwnDatabase gather, String store) throws SQLException {
        try (Connection connection = gather.open()) {
            RowTemplate row = RowTemplate.of(connection, "store", "id = '" + store + "'", Map.of())
                    .get(0);
            database.execute("insert into " + row.head() + " values " + row.sql(slot -> slot));
        }
    }

    private void openAccounts(String store, int leaders) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String payee : List.of("leader", "recruiter")) {
            String id = "id_of(n, " + PEOPLE.get(payee) + ")";
            String all = " from generate_series(1, " + leaders + ") n";
            statements.add("insert into payee (store_id, id, kind, opened_at) select '" + store + "', " + id
                    + ", 'BUDGET', now()" + all);
            statements.add("insert into ledger_balance (store_id, payee_id, account, currency, amount) select '" + store
                    + "', " + id + ", account, currency, 0" + all + ", (values " + accounts()
                    + ") a (account, currency)");
        }
        statements.add("vacuum analyze");
        database.execute(statements.toArray(String[]::new));
    }

    private String accounts() {
        return order.stream()
                .filter(OrdersByPgbench::isOfPayee)
                .map(entry -> "('" + entry.text("account") + "', '" + entry.text("currency") + "')")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String script(String store) {
        StringBuilder script = new StringBuilder("""
                \\set n :n + 1
                \\set no :n * 1000 + :client_id
                \\set leader random(1, :leaders)
                begin;
                """);
        UnaryOperator<String> slots = OrdersByPgbench::expression;
        Map<String, List<RowTemplate>> tables = order.stream()
                .collect(Collectors.groupingBy(RowTemplate::head, LinkedHashMap::new, Collectors.toList()));
        tables.forEach((head, rows) -> script.append("insert into ")
                .append(head)
                .append(" values ")
                .append(rows.stream().map(row -> row.sql(slots)).collect(Collectors.joining(", ")))
                .append(";\n"));
        // Last, so that the hot rows are locked for the shortest time.
        order.stream().filter(OrdersByPgbench::isOfPayee).forEach(entry -> script.append(
                        "update ledger_balance set amount = amount + ")
                .append(entry.text("amount"))
                .append(" where store_id = '" + store + "' and payee_id = ")
                .append(expression(entry.text("payee_id")))
                .append(" and account = '" + entry.text("account") + "' and currency = '" + entry.text("currency"))
                .append("';\n"));
        return script.append("commit;\n").toString();
    }

    private static String expression(String slot) {
        return switch (slot) {
            case "order" -> "'order-' || :no";
            case "customer" -> "'customer-' || :leader";
            case "leader", "recruiter", "member" -> "id_of(:leader, " + PEOPLE.get(slot) + ")";
            default -> "id_of(:no, " + slot.substring(2) + ")";
        };
    }

    private static boolean isOfPayee(RowTemplate row) {
        return row.table().equals("ledger_entry") && row.text("payee_id") != null;
    }

    /** Gather posts each commission for itself; here all entries are in the first posting. */
    private static List<RowTemplate> inOnePosting(List<RowTemplate> rows) {
        List<RowTemplate> result = new ArrayList<>();
        Part posting = null;
        int line = 1;
        for (RowTemplate row : rows) {
            if (row.table().equals("ledger_entry")) {
                result.add(row.with("posting_id", posting).with("line", new Part(false, Integer.toString(line++))));
            } else if (!row.table().equals("ledger_posting")) {
                result.add(row);
            } else if (posting == null) {
                posting = new Part(true, row.text("id"));
                result.add(row);
            }
        }
        return result;
    }
}
