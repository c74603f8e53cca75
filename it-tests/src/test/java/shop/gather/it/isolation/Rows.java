package shop.gather.it.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shop.gather.it.fixture.Storage;

/**
 * All that the database holds of a store: a digest of its rows in every table that belongs to stores, whatever the API
 * shows of them. For PostgreSQL.
 */
public final class Rows {

    /**
     * How often and when the background reads an order, asks the shop for changes or sends an event: goes on whoever
     * calls.
     */
    private static final String WORKING =
            "array['attempts', 'last_failure', 'next_attempt_at', 'delivered_at', 'last_read_no', 'applied_read_no', "
                    + "'applied_at', 'dirty_since',"
                    + " 'retry_at', 'read_failures', 'polled_at', 'poll_failures', 'poll_pause', 'changes_cursor']";

    private Rows() {}

    /** By table. */
    public static Map<String, String> of(Storage storage, String store) {
        try (Connection owner = storage.openAsOwner()) {
            Map<String, String> digests = new TreeMap<>();
            for (String table : tables(owner)) {
                String column = table.equals("store") ? "id" : "store_id";
                digests.put(
                        table,
                        first(
                                owner,
                                "select count(*) || ':' || coalesce(md5(string_agg((to_jsonb(t) - " + WORKING
                                        + ")::text, '|' order by (to_jsonb(t) - " + WORKING + ")::text)), '') from "
                                        + table
                                        + " t where " + column + "::text = '" + store + "'"));
            }
            return digests;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> tables = new ArrayList<>(List.of("store"));
        try (var statement = owner.createStatement();
                var found = statement.executeQuery(
                        // Clicks are counted in batches, and postings are added to the totals, a while after they were
                        // made.
                        "select c.table_name from information_schema.columns c join information_schema.tables t "
                                + "using (table_schema, table_name)"
                                + " where c.column_name = 'store_id' and t.table_type = 'BASE TABLE' and table_schema = 'public'"
                                + " and c.table_name not in ('click_count', 'ledger_uncounted', 'ledger_checkpoint',"
                                + " 'ledger_total', 'ledger_payee_total')")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        if (tables.size() < 20) {
            throw new IllegalStateException("too few tables belong to stores: " + tables);
        }
        return tables;
    }

    private static String first(Connection owner, String query) throws SQLException {
        try (var statement = owner.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }
}
