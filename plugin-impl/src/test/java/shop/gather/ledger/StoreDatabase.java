package shop.gather.ledger;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.StatelessSession;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSession;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.SessionGenerations;
import shop.gather.platform.security.StoreStands;

/**
 * The production classes on a real database without a server: migrated as in production, with a store in it,
 * transactions by plain JDBC. An H2 in memory unless the system property {@code gather.test.jdbc-url} names another,
 * empty one. Thread-safe once built.
 */
public final class StoreDatabase {

    /** What features implement for the platform. */
    private static final Map<Class<?>, String> IMPLEMENTED = Map.of(
            StoreStands.Source.class, "shop.gather.store.StoreStandRows",
            SessionGenerations.class, "shop.gather.member.MemberSessionRows");

    /** Tells of each setting of the persistence unit, for each database again. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    static {
        HIBERNATE.setLevel(Level.SEVERE);
    }

    private final JdbcTransactions jdbc;
    private final Map<Class<?>, Object> beans;
    private final StoreId store;

    private StoreDatabase(JdbcTransactions jdbc, Map<Class<?>, Object> beans, StoreId store) {
        this.jdbc = jdbc;
        this.beans = beans;
        this.store = store;
        beans.put(UserTransaction.class, jdbc.as(UserTransaction.class));
        beans.put(Clock.class, Clock.systemUTC());
    }

    private StoreDatabase withItsStore() {
        sql().updateDirectory(
                        "insert into store (id, name, state, zone, sessions_ended, version, created_at) values (?, "
                                + "'Test', 'ACTIVE', 'UTC', 0, 0, now())",
                        store.value());
        return this;
    }

    public static StoreDatabase fresh() {
        return at(System.getProperty(
                "gather.test.jdbc-url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000"));
    }

    /** @param url of an empty database */
    public static StoreDatabase at(String url) {
        JdbcTransactions jdbc = new JdbcTransactions(url);
        boolean h2 = url.startsWith("jdbc:h2:");
        Flyway.configure()
                .dataSource(jdbc)
                .locations("classpath:db/migration")
                .placeholders(Map.of("binary", h2 ? "blob" : "bytea"))
                .load()
                .migrate();
        return new StoreDatabase(jdbc, new HashMap<>(), new StoreId(Ids.next())).withItsStore();
    }

    /** Another store in the same database. */
    public StoreDatabase anotherStore() {
        return new StoreDatabase(jdbc, beans, new StoreId(Ids.next())).withItsStore();
    }

    /** The same store as another node sees it, which shares the database and nothing else. */
    public StoreDatabase anotherNode() {
        return new StoreDatabase(jdbc, new HashMap<>(), store);
    }

    /** Has an instance used that CDI would not make. */
    public StoreDatabase with(Object bean) {
        beans.put(bean.getClass(), bean);
        return this;
    }

    /** Has an instance used for a type that only the container makes. */
    public <T> StoreDatabase with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    public StoreId store() {
        return store;
    }

    public StoreSql sql() {
        return bean(StoreSql.class);
    }

    public Transactions transactions() {
        return bean(Transactions.class);
    }

    /** How many statements a deed sends to the database. */
    public int statementsOf(Runnable deed) {
        int before = jdbc.statements.get();
        deed.run();
        return jdbc.statements.get() - before;
    }

    /** Has the database learn how many rows there are, as it does by itself after a while. */
    public StoreDatabase analyzed() {
        try (Connection connection = DriverManager.getConnection(jdbc.url);
                var statement = connection.createStatement()) {
            statement.execute("analyze");
            return this;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public boolean isH2() {
        return jdbc.url.startsWith("jdbc:h2:");
    }

    /** How the database executes each query of a deed, as it says itself after having executed it. */
    public List<String> plansOf(Runnable deed) {
        List<String> plans = new ArrayList<>();
        jdbc.plans.set(plans);
        try {
            deed.run();
        } finally {
            jdbc.plans.remove();
        }
        return plans;
    }

    /** The one instance of a class, with its dependencies, as CDI would make it. */
    public synchronized <T> T bean(Class<T> type) {
        Object known = beans.get(type);
        if (known == null) {
            known = make(type);
            beans.put(type, known);
        }
        return type.cast(known);
    }

    /** Has somebody listen to the store's events, so that they are recorded. */
    public StoreDatabase withAListener() {
        transactions().inStore(store, () -> sql().update(
                        store,
                        "insert into event_endpoint (store_id, id, url, secret, active, created_at, not_before, failures, alarmed)"
                                + " values (:store, ?, 'https://shop.example', '', true, now(), now(), 0, false)",
                        Ids.next()));
        return this;
    }

    /** A leader with a member of its own. */
    public UUID leader() {
        UUID member = Ids.next();
        UUID leader = Ids.next();
        transactions().inStore(store, () -> {
            sql().update(
                            store,
                            "insert into member (store_id, id, display_name, sessions_valid_from, joined_at) values "
                                    + "(:store, ?, 'Mara', now(), now())",
                            member);
            sql().update(
                            store,
                            "insert into leader (store_id, id, member_id, state, since, version) values (:store, ?, ?, 'ACTIVE', now(), 0)",
                            leader,
                            member);
            bean(LeaderPayees.class).open(store, leader, member);
        });
        return leader;
    }

    private Object make(Class<?> type) {
        if (IMPLEMENTED.containsKey(type)) {
            return bean(named(IMPLEMENTED.get(type)));
        }
        if (type == EntityManagerFactory.class) {
            return jdbc.entityManagerFactory();
        }
        if (type == StatelessSession.class) {
            return bean(StoreSession.class).current();
        }
        if (type.isInterface()) {
            return isRepository(type) ? bean(named(type.getName() + "_")) : unused(type);
        }
        try {
            Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                    .filter(candidate -> candidate.isAnnotationPresent(Inject.class))
                    .findFirst()
                    .orElse(type.getDeclaredConstructors()[0]);
            constructor.setAccessible(true);
            Object made = constructor.newInstance(Arrays.stream(constructor.getGenericParameterTypes())
                    .map(this::dependency)
                    .toArray());
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Resource.class) || field.isAnnotationPresent(PersistenceUnit.class)) {
                    field.setAccessible(true);
                    field.set(made, field.getType() == DataSource.class ? jdbc : bean(field.getType()));
                }
            }
            return made;
        } catch (ReflectiveOperationException unmakeable) {
            throw new IllegalStateException("cannot make " + type, unmakeable);
        }
    }

    /** Whether the compiler made a class for it. */
    private static boolean isRepository(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getReturnType() == StatelessSession.class);
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Object dependency(Type type) {
        if (type instanceof ParameterizedType of && of.getRawType() == Provider.class) {
            return (Provider<?>) () -> bean((Class<?>) of.getActualTypeArguments()[0]);
        }
        return bean((Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type));
    }

    /** What only a server has, for classes of which a test uses other parts. */
    private static Object unused(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("execute") || method.getName().equals("fire")) {
                // Background work is a shortcut to what the sweepers do; none runs here. Nobody observes events either.
                return null;
            }
            throw new AssertionError(
                    "a test without a server came to need " + type.getSimpleName() + "." + method.getName());
        });
    }

    /**
     * One connection per thread and transaction, as the container's pool has it; each statement outside a transaction
     * commits.
     */
    private static final class JdbcTransactions implements DataSource {

        private final String url;
        private final AtomicInteger statements = new AtomicInteger();
        private final ThreadLocal<List<String>> plans = new ThreadLocal<>();
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
            return type.cast(Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
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
                    JdbcTransactions.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, args) -> {
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
                        if (method.getName().equals("setObject")) {
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
