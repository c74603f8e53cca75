package shop.gather.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the application's user may do: everything with rows, but what was posted or audited can only be added to. Granted by the owner after each
 * migration, so that a new table is never forgotten.
 */
final class Privileges {

    /** Rows of these are never changed or deleted by the application. */
    static final Set<String> APPEND_ONLY = Set.of("ledger_posting", "ledger_entry", "audit_entry");

    /** Rows of these are found before a store is known, or belong to none. */
    static final Set<String> DIRECTORY = Set.of("store", "api_key", "link_code", "scheduled_tasks", "deployment");

    private Privileges() {}

    static void grant(Connection owner, String user, boolean rowLevelSecurity) throws SQLException {
        boolean postgres = owner.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (Statement statement = owner.createStatement()) {
            if (postgres) {
                statement.execute("grant usage on schema public to " + user);
            }
            for (String table : tables(owner)) {
                boolean appendOnly = APPEND_ONLY.contains(table);
                statement.execute("revoke all on " + table + " from " + user);
                statement.execute("grant select, insert" + (appendOnly ? "" : ", update, delete") + " on " + table
                        + " to " + user);
                if (postgres && !DIRECTORY.contains(table)) {
                    isolate(statement, table, rowLevelSecurity);
                }
            }
            if (postgres) {
                statement.execute("grant usage on all sequences in schema public to " + user);
            }
        }
    }

    /** Row-level security as a second lock: a statement that forgets its store sees and changes nothing. */
    private static void isolate(Statement statement, String table, boolean enabled) throws SQLException {
        statement.execute("drop policy if exists own_store on " + table);
        if (enabled) {
            statement.execute("alter table " + table + " enable row level security");
            statement.execute("create policy own_store on " + table
                    + " using (store_id::text = current_setting('gather.store', true)"
                    + " or current_setting('gather.store', true) = 'sweep')"
                    + " with check (store_id::text = current_setting('gather.store', true))");
        } else {
            statement.execute("alter table " + table + " disable row level security");
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "select table_name from information_schema.tables where lower(table_schema) = 'public'"
                                + " and table_name <> 'flyway_schema_history'")) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
