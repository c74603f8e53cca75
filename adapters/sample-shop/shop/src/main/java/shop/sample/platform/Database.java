package shop.sample.platform;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The shop's tables. Writes of one shop take turns: that makes stock, numbers of orders and the sequence of changes
 * right without retries, in the order of their commits, and costs little because a write is a few statements on an
 * embedded database in the same process.
 */
@Singleton
public class Database {

    private final Map<String, ReentrantLock> writers = new ConcurrentHashMap<>();

    @Resource(lookup = "java:app/jdbc/sample-shop")
    private DataSource source;

    /** For the container. */
    public Database() {}

    /** For tests without one. */
    public Database(DataSource source) {
        this.source = source;
    }

    /** Makes the tables that are missing. */
    public void prepare() {
        try (InputStream schema = Database.class.getResourceAsStream("schema.sql");
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : new String(schema.readAllBytes(), StandardCharsets.UTF_8).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (IOException e) {
            throw new IllegalStateException("The schema cannot be read", e);
        }
    }

    /** Reads; each statement sees what was committed before it. */
    public <T> T read(Function<Transaction, T> work) {
        try (Connection connection = source.getConnection()) {
            return work.apply(new Transaction(connection));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Does all of the work or, if it throws, nothing of it. One at a time for each shop. */
    public <T> T write(String shopId, Function<Transaction, T> work) {
        ReentrantLock writer = writers.computeIfAbsent(shopId, id -> new ReentrantLock());
        writer.lock();
        try (Connection connection = source.getConnection()) {
            Transaction transaction = new Transaction(connection);
            T result = commit(connection, transaction, work);
            transaction.afterCommit().forEach(Runnable::run);
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            writer.unlock();
        }
    }

    private static <T> T commit(Connection connection, Transaction transaction, Function<Transaction, T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.apply(transaction);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
