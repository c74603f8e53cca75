package shop.gather.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The privileges of the application's user: all changes of rows, except that postings, audit entries and the
 * history of teams can only be added. Granted by the owner after each migration, so that a new table is never forgotten.
 */
final class Privileges {

    /** Tables whose rows the application never changes or deletes. */
    static final Set<String> APPEND_ONLY =
            Set.of("ledger_posting", "ledger_entry", "audit_entry", "deployment", "team_history");

    /** Tables whose rows are read before a store is known, or belong to no store. */
    static final Set<String> DIRECTORY =
            Set.of("store", "api_key", "link_code", "scheduled_tasks", "deployment", "node", "sweep_lease");

    private static final String OURS_ON_POSTGRES =
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'"
                    + " and pg_get_userbyid(c.relowner) = current_user"
                    + " and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid "
                    + "= c.oid and d.deptype = 'e')";

    private static final String OURS_ON_H2 =
            "select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                    + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'";

    private Privileges() {}

    static void grant(Connection owner, String user, boolean rowLevelSecurity) throws SQLException {
        boolean postgres = owner.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (Statement statement = owner.createStatement()) {
            if (postgres) {
                statement.execute("grant usage on schema public to " + user);
            }
            for (String table : tables(owner, postgres)) {
                boolean appendOnly = APPEND_ONLY.contains(table);
                statement.execute("revoke all on " + table + " from " + user);
                statement.execute("grant select, insert" + (appendOnly ? "" : ", update, delete") + " on " + table
                        + " to " + user);
                if (postgres && !DIRECTORY.contains(table)) {
                    isolate(statement, table, rowLevelSecurity);
                }
            }
        }
    }

    /** Row-level security as a second safeguard: a statement that omits its store sees and changes nothing. */
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

    /**
     * Our own tables: the schema may also hold those and the views of extensions, or of whoever else keeps something in
     * this database.
     */
    private static List<String> tables(Connection owner, boolean postgres) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                var rows = statement.executeQuery(postgres ? OURS_ON_POSTGRES : OURS_ON_H2)) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
