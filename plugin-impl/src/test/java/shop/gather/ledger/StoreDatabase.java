package shop.gather.ledger;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.StatelessSession;
import shop.gather.groupbuy.campaign.BuyerCommunities;
import shop.gather.member.Bonds;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSession;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.security.SessionGenerations;
import shop.gather.platform.security.StoreStands;
import shop.gather.shop.command.CommandOrders;

/**
 * The production classes on a real database without a server: migrated as in production, with a store in it,
 * transactions by plain JDBC. An H2 in memory unless the system property {@code gather.test.jdbc-url} names another,
 * empty one. Thread-safe once built.
 */
public final class StoreDatabase {

    /** What features implement for those below them. */
    private static final Map<Class<?>, String> IMPLEMENTED = Map.of(
            Bonds.class, "shop.gather.referral.attribution.Referrals",
            BuyerCommunities.class, "shop.gather.community.CommunitiesOfBuyers",
            CommandOrders.class, "shop.gather.order.intake.Intake",
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
        boolean h2 = url.startsWith("jdbc:h2:");
        // As the module connects (ADR 15): a result that H2 kept may be older than a commit.
        JdbcTransactions jdbc = new JdbcTransactions(h2 ? url + ";OPTIMIZE_REUSE_RESULTS=FALSE" : url);
        Flyway.configure()
                .dataSource(jdbc)
                .locations("classpath:db/migration")
                .placeholders(Map.of("binary", h2 ? "blob" : "bytea", "stored", h2 ? "" : "stored"))
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

    /** The same store as a node sees it that serves other stores, too. */
    public StoreDatabase on(StoreDatabase node) {
        return new StoreDatabase(jdbc, node.beans, store);
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

    /** A new leader as the ledger sees it. */
    public PayeeId payee() {
        return PayeeId.of(leader());
    }

    /** A leader with a member of its own. */
    public LeaderId leader() {
        MemberId member = new MemberId(Ids.next());
        LeaderId leader = new LeaderId(Ids.next());
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
}
