package shop.gather.platform.database;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import shop.gather.platform.Id;
import shop.gather.platform.StoreId;

/**
 * Native SQL on a store's rows: every statement names {@code :store}, which is bound here, and binds its other
 * placeholders ({@code ?}) in order. Runs on the connection of the current transaction. Other classes hold no
 * connection (an architecture test says so). Thread-safe.
 */
@Singleton
public class StoreSql {

    @Resource(lookup = "java:app/jdbc/gather")
    private DataSource dataSource;

    private final Map<String, Statement> parsed = new ConcurrentHashMap<>();

    /**
     * @param jdbc with {@code ?} only
     * @param storeAt for each placeholder whether it is the store
     */
    private record Statement(String jdbc, boolean[] storeAt) {

        private static final Pattern PLACEHOLDER = Pattern.compile(":store\\b|\\?");

        static Statement parse(String sql) {
            // now() is the database's clock; on H2 it would come without its zone.
            Matcher matcher = PLACEHOLDER.matcher(sql.replace("now()", "current_timestamp"));
            List<Boolean> found = new ArrayList<>();
            String jdbc = matcher.replaceAll(placeholder -> {
                found.add(placeholder.group().length() > 1);
                return "?";
            });
            boolean[] storeAt = new boolean[found.size()];
            for (int i = 0; i < storeAt.length; i++) {
                storeAt[i] = found.get(i);
            }
            return new Statement(jdbc, storeAt);
        }

        boolean namesStore() {
            for (boolean store : storeAt) {
                if (store) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Inserts, updates or deletes.
     *
     * @return how many rows changed; a caller that expects one must check
     * @throws DuplicateKey if a unique constraint refuses it; the transaction cannot continue
     */
    public int update(StoreId store, String sql, Object... args) {
        return execute(store.value(), sql, PreparedStatement::executeUpdate, args);
    }

    /**
     * Inserts a row unless a row with its key exists. Waits for another transaction that is inserting the same key. The
     * caller's transaction can continue in either case.
     *
     * @return false if such a row exists
     */
    public boolean insertIfAbsent(StoreId store, String sql, Object... args) {
        return insertAllIfAbsent(store, sql, List.<Object[]>of(args));
    }

    /**
     * As {@link #insertIfAbsent} for several rows in one round trip: all or none.
     *
     * @return false if a row with one of the keys exists; then no row is inserted
     */
    public boolean insertAllIfAbsent(StoreId store, String sql, List<Object[]> rows) {
        Statement parsedSql = parse(sql, true);
        SqlStatements.sent(sql);
        // The two databases have no statement for this in common. PostgreSQL would end the transaction with the failed
        // statement.
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(parsedSql.jdbc())) {
            for (Object[] row : rows) {
                bind(statement, parsedSql, store.value(), row);
                statement.addBatch();
            }
            Savepoint before = connection.setSavepoint();
            try {
                statement.executeBatch();
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException failure) {
                connection.rollback(before);
                if (isDuplicate(failure)) {
                    return false;
                }
                throw failure;
            }
        } catch (SQLException failure) {
            throw translate(failure);
        }
    }

    public <T> List<T> list(StoreId store, String sql, RowReader<T> reader, Object... args) {
        return execute(store.value(), sql, statement -> readAll(statement, reader), args);
    }

    /** The only row, or empty. */
    public <T> Optional<T> first(StoreId store, String sql, RowReader<T> reader, Object... args) {
        return list(store, sql, reader, args).stream().findFirst();
    }

    /**
     * Runs one statement many times in one round trip, with a row of arguments for each.
     *
     * @return how many rows each of them changed, in the same order
     * @throws DuplicateKey if a unique constraint refuses one of them; the transaction cannot go on
     */
    public int[] batch(StoreId store, String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        Statement parsedSql = parse(sql, true);
        SqlStatements.sent(sql);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(parsedSql.jdbc())) {
            for (Object[] row : rows) {
                bind(statement, parsedSql, store.value(), row);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failure) {
            throw translate(failure);
        }
    }

    /**
     * A statement on the directory tables, or one that only lists what is due in all stores. Named exceptions; no store
     * is bound.
     */
    public <T> List<T> directory(String sql, RowReader<T> reader, Object... args) {
        return execute(null, sql, statement -> readAll(statement, reader), args);
    }

    /** As {@link #directory} for a change. */
    public int updateDirectory(String sql, Object... args) {
        return execute(null, sql, PreparedStatement::executeUpdate, args);
    }

    /** The placeholders of a list, for {@code in (...)}. @param count at least 1 */
    public static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    /** A uuid column. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** A uuid column that holds an id; null for null. */
    public static <T extends Id> T id(ResultSet row, String column, Function<UUID, T> kind) throws SQLException {
        return Id.orNull(uuid(row, column), kind);
    }

    /** A nullable timestamp column. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private <T> T execute(UUID store, String sql, Work<T> work, Object... args) {
        Statement parsedSql = parse(sql, store != null);
        SqlStatements.sent(sql);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(parsedSql.jdbc())) {
            bind(statement, parsedSql, store, args);
            return work.run(statement);
        } catch (SQLException failure) {
            throw translate(failure);
        }
    }

    private Statement parse(String sql, boolean ofStore) {
        Statement statement = parsed.computeIfAbsent(sql, Statement::parse);
        if (statement.namesStore() != ofStore) {
            throw new IllegalArgumentException(
                    "a statement on a store's rows must name :store, another must not: " + sql);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, Statement sql, UUID store, Object... args)
            throws SQLException {
        int next = 0;
        for (int i = 0; i < sql.storeAt().length; i++) {
            Object value = sql.storeAt()[i] ? store : args[next++];
            if (value instanceof Id id) {
                value = id.value();
            } else if (value instanceof Instant instant) {
                value = instant.atOffset(ZoneOffset.UTC);
            } else if (value instanceof Enum<?> constant) {
                value = constant.name();
            }
            statement.setObject(i + 1, value);
        }
        if (next != args.length) {
            throw new IllegalArgumentException("more arguments than placeholders");
        }
    }

    private static <T> List<T> readAll(PreparedStatement statement, RowReader<T> reader) throws SQLException {
        try (ResultSet wrapped = statement.executeQuery()) {
            // The server's wrapper looks up each typed read by reflection, which takes a third of the time of a large
            // result.
            ResultSet rows = wrapped.unwrap(ResultSet.class);
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    static RuntimeException translate(SQLException failure) {
        boolean refused = failure instanceof SQLIntegrityConstraintViolationException || isDuplicate(failure);
        return refused ? new DuplicateKey(failure) : new DatabaseFailure(failure);
    }

    private static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
