package shop.gather.ledger;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/**
 * One connection per thread and transaction, as the container's pool has it; each statement outside a transaction
 * commits.
 */
final class JdbcTransactions implements DataSource {

    final String url;

    /** How many statements were prepared. */
    final AtomicInteger statements = new AtomicInteger();

    /** Where the plans of this thread's queries are noted; no value while they are not. */
    final ThreadLocal<List<String>> plans = new ThreadLocal<>();

    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final ThreadLocal<Connection> idle = new ThreadLocal<>();
    private final ThreadLocal<Boolean> doomed = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<List<Synchronization>> completions = ThreadLocal.withInitial(ArrayList::new);

    JdbcTransactions(String url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection open = current.get();
        return open != null ? unclosable(open) : DriverManager.getConnection(url);
    }

    /** The persistence unit as it is deployed, on these connections and in these transactions. */
    EntityManagerFactory entityManagerFactory() {
        // It reads the database's metadata, outside of any transaction.
        Connection running = current.get();
        current.remove();
        try {
            return Persistence.createEntityManagerFactory(
                    "gather",
                    Map.of(
                            "jakarta.persistence.jtaDataSource",
                            this,
                            "hibernate.transaction.jta.platform",
                            new Platform(as(UserTransaction.class), as(TransactionManager.class), completions),
                            "hibernate.jta.prefer_user_transaction",
                            true));
        } finally {
            current.set(running);
        }
    }

    /** As one of the ways in which a server shows its transactions. */
    <T> T as(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "begin" -> begin();
                        case "commit" -> end(true);
                        case "rollback" -> end(false);
                        case "getStatus" -> {
                            return status();
                        }
                        case "setRollbackOnly" -> doomed.set(true);
                        case "suspend" -> {
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                }));
    }

    private void begin() throws SQLException {
        Connection connection = idle.get();
        if (connection == null || connection.isClosed()) {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            idle.set(connection);
        }
        current.set(connection);
    }

    private int status() {
        if (current.get() == null) {
            return Status.STATUS_NO_TRANSACTION;
        }
        return doomed.get() ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
    }

    private void end(boolean asked) throws SQLException, RollbackException {
        boolean commit = asked && !doomed.get();
        List<Synchronization> told = List.copyOf(completions.get());
        if (commit) {
            told.forEach(Synchronization::beforeCompletion);
        }
        Connection connection = current.get();
        current.remove();
        completions.remove();
        doomed.remove();
        if (commit) {
            connection.commit();
        } else {
            connection.rollback();
        }
        told.forEach(one -> one.afterCompletion(commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
        if (asked && !commit) {
            throw new RollbackException("marked for rollback");
        }
    }

    private Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        Object made = method.invoke(connection, args);
                        return plans.get() != null && made instanceof PreparedStatement statement
                                ? explained(connection, (String) args[0], statement)
                                : made;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** The same statement; before it is executed as a query, its plan is noted. */
    private PreparedStatement explained(Connection connection, String sql, PreparedStatement statement) {
        Map<Integer, Object> values = new HashMap<>();
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, args) -> {
                    if (method.getName().startsWith("set") && args.length > 1) {
                        values.put((Integer) args[0], args[1]);
                    } else if (method.getName().equals("executeQuery")) {
                        plans.get().add(plan(connection, sql, values));
                    }
                    try {
                        return method.invoke(statement, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static String plan(Connection connection, String sql, Map<Integer, Object> values) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain analyze " + sql)) {
            for (Map.Entry<Integer, Object> value : values.entrySet()) {
                explain.setObject(value.getKey(), value.getValue());
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** What Hibernate asks of the server's transactions. */
    private record Platform(
            UserTransaction transaction, TransactionManager manager, ThreadLocal<List<Synchronization>> completions)
            implements JtaPlatform {

        private static final long serialVersionUID = 1L;

        @Override
        public TransactionManager retrieveTransactionManager() {
            return manager;
        }

        @Override
        public UserTransaction retrieveUserTransaction() {
            return transaction;
        }

        @Override
        public Object getTransactionIdentifier(Transaction any) {
            return any;
        }

        @Override
        public boolean canRegisterSynchronization() {
            return true;
        }

        @Override
        public void registerSynchronization(Synchronization completion) {
            completions.get().add(completion);
        }

        @Override
        public int getCurrentStatus() throws SystemException {
            return transaction.getStatus();
        }
    }
}
