package shop.gather.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Prevents H2 from committing during a rollback. If a commit is written to disk while a transaction is rolled back, H2
 * restores that transaction's rows a second time. By then another transaction may own them, and its change is lost
 * although it commits (ADR 15). Every connection that is used concurrently must be guarded. Statements do not wait
 * here, not even those that wait for a row. Thread-safe.
 */
final class RollbackGuard {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Wraps a connection so that its commits and rollbacks wait for this lock. */
    Connection guard(Connection connection) {
        return proxy(Connection.class, (proxy, method, args) -> switch (method.getName()) {
            case "commit", "setAutoCommit" -> during(lock.readLock(), () -> call(connection, method, args));
            case "rollback", "close" -> during(lock.writeLock(), () -> call(connection, method, args));
            case "createStatement", "prepareStatement", "prepareCall" ->
                statement(connection, method, call(connection, method, args));
            default -> call(connection, method, args);
        });
    }

    private Object statement(Connection connection, Method made, Object statement) throws SQLException {
        if (!connection.getAutoCommit()) {
            return statement;
        }
        return proxy(
                made.getReturnType().asSubclass(Statement.class),
                (proxy, method, args) -> method.getName().startsWith("execute")
                        ? inItsTransaction(connection, () -> call(statement, method, args))
                        : call(statement, method, args));
    }

    /**
     * Commits after the statement. H2's auto-commit would commit within the statement, which may wait for a row that a
     * rollback is about to release.
     */
    private Object inItsTransaction(Connection connection, Call statement) throws Throwable {
        connection.setAutoCommit(false);
        try {
            Object result = statement.run();
            during(lock.readLock(), () -> {
                connection.commit();
                return null;
            });
            return result;
        } catch (Throwable failure) {
            during(lock.writeLock(), () -> {
                connection.rollback();
                return null;
            });
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Object during(Lock turn, Call call) throws Throwable {
        turn.lock();
        try {
            return call.run();
        } finally {
            turn.unlock();
        }
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RollbackGuard.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws Throwable;
    }
}
