package shop.gather.platform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a schema must be so that its store tables can be distributed by {@code store_id}: each has the column, each key,
 * unique constraint and unique index contains it, and a foreign key joins rows of one store or names the store itself.
 * No directory table refers to a store table.
 */
public final class ConstraintRules {

    private ConstraintRules() {}

    /** What is wrong in the public schema of an H2 or a PostgreSQL; empty if nothing is. */
    public static List<String> violations(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        List<String> tables = tables(connection);
        if (tables.size() < 30) {
            found.add("only " + tables.size() + " tables");
        }
        for (String table : tables) {
            boolean directory = Privileges.DIRECTORY.contains(lower(table));
            if (!directory) {
                unique(connection, table).forEach((name, columns) -> {
                    if (!columns.contains("store_id")) {
                        found.add(lower(table) + ": the unique " + lower(name) + " lacks store_id");
                    }
                });
            }
            foreign(connection, table).forEach((name, key) -> {
                if (directory ? !Privileges.DIRECTORY.contains(key.target()) : !key.staysInStore()) {
                    found.add(lower(table) + ": the foreign key " + lower(name) + " leaves the store");
                }
            });
        }
        return found;
    }

    /** @param columns each with the column that it refers to, as {@code own=other} */
    private record ForeignKey(String target, Set<String> columns) {
        boolean staysInStore() {
            return columns.contains(target.equals("store") ? "store_id=id" : "store_id=store_id");
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = data.getTables(null, schema(connection), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                if (!lower(rows.getString("TABLE_NAME")).equals("flyway_schema_history")) {
                    names.add(rows.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    /** The columns of each unique index: also of primary keys and constraints, which both databases hold by one. */
    private static Map<String, Set<String>> unique(Connection connection, String table) throws SQLException {
        Map<String, Set<String>> indexes = new TreeMap<>();
        // A table without any is not distributed either: its primary key would be empty.
        indexes.put("primary key", new TreeSet<>());
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = data.getPrimaryKeys(null, schema(connection), table)) {
            while (rows.next()) {
                indexes.get("primary key").add(lower(rows.getString("COLUMN_NAME")));
            }
        }
        try (ResultSet rows = data.getIndexInfo(null, schema(connection), table, true, false)) {
            while (rows.next()) {
                if (rows.getString("COLUMN_NAME") != null) {
                    indexes.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new TreeSet<>())
                            .add(lower(rows.getString("COLUMN_NAME")));
                }
            }
        }
        return indexes;
    }

    private static Map<String, ForeignKey> foreign(Connection connection, String table) throws SQLException {
        Map<String, ForeignKey> keys = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getImportedKeys(null, schema(connection), table)) {
            while (rows.next()) {
                String target = lower(rows.getString("PKTABLE_NAME"));
                keys.computeIfAbsent(rows.getString("FK_NAME"), name -> new ForeignKey(target, new TreeSet<>()))
                        .columns()
                        .add(lower(rows.getString("FKCOLUMN_NAME")) + "=" + lower(rows.getString("PKCOLUMN_NAME")));
            }
        }
        return keys;
    }

    private static String schema(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? "public" : "PUBLIC";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
