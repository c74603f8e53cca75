package shop.gather.platform.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.CommonQueryContract;

/**
 * The session that repositories use: a proxy of the current transaction's session. That session opens with the first
 * statement, sees only the rows of the transaction's store, and closes when the transaction has ended. Statements fail
 * as those of {@link StoreSql} do: with {@link DuplicateKey} or {@link DatabaseFailure}. Thread-safe.
 */
@Singleton
public class StoreSession {

    /**
     * Hibernate logs what the database says about a failed statement, and that quotes values such as names and codes.
     * The failure itself is thrown. The logger is held here, because a level that is set on it is lost with it.
     */
    private static final Logger QUOTES_VALUES = Logger.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

    static {
        QUOTES_VALUES.setLevel(Level.OFF);
    }

    @PersistenceUnit(unitName = "gather")
    private EntityManagerFactory factory;

    /** The session to pass to a repository's constructor. */
    @Produces
    @Singleton
    public StatelessSession current() {
        return guard(StatelessSession.class, () -> CurrentStore.session(this::open));
    }

    /** @throws IllegalStateException if the server has injected no persistence unit; the module must not start then */
    public void requireFactory() {
        if (factory == null) {
            throw new IllegalStateException("the server has injected no persistence unit");
        }
    }

    private StatelessSession open() {
        return factory.unwrap(SessionFactory.class).openStatelessSession();
    }

    /** Wraps queries too, because they send most statements. */
    private static Object guard(Class<?> type, Object query) {
        return guard(type, () -> query);
    }

    private static <T> T guard(Class<T> type, Supplier<?> target) {
        return type.cast(Proxy.newProxyInstance(
                StoreSession.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(target, args);
                    }
                    Object guarded = target.get();
                    Object result;
                    try {
                        result = method.invoke(guarded, args);
                    } catch (InvocationTargetException thrown) {
                        throw translate(thrown.getCause());
                    }
                    if (result == guarded) {
                        return proxy;
                    }
                    return result instanceof CommonQueryContract ? guard(method.getReturnType(), result) : result;
                }));
    }

    private static Throwable translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return StoreSql.translate(refused);
            }
        }
        return failure;
    }
}
