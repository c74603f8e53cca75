package shop.gather.platform.database;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;

/**
 * The only place where transactions begin and end. A transaction belongs to one store: Hibernate and, where row-level
 * security is on, PostgreSQL see that store's rows alone. They do not nest; a call from within joins the running
 * transaction of the same store. Thread-safe.
 */
@Singleton
public class Transactions {

    @Resource(lookup = "java:app/jdbc/gather")
    private DataSource dataSource;

    // A resource, because each call of an injected bean would look it up by name again.
    @Resource
    private UserTransaction transaction;

    private final boolean rowLevelSecurity = GatherConfig.flag("gather.db.row-level-security", false);

    /** Runs work in one transaction of a store; commits when it returns, rolls back when it throws. */
    public <T> T inStore(StoreId store, Supplier<T> work) {
        var current = CurrentStore.get();
        if (current.isPresent()) {
            if (!current.get().equals(store)) {
                throw new IllegalStateException("a transaction of one store must not touch another");
            }
            return work.get();
        }
        CurrentStore.set(store);
        try {
            return run(store.toString(), work);
        } finally {
            CurrentStore.clear();
        }
    }

    /** As {@link #inStore(StoreId, Supplier)} without a result. */
    public void inStore(StoreId store, Runnable work) {
        inStore(store, () -> {
            work.run();
            return null;
        });
    }

    /** Runs work on the directory tables, or a sweep that only lists due rows of all stores. */
    public <T> T inDirectory(Supplier<T> work) {
        if (CurrentStore.get().isPresent() || isActive()) {
            return work.get();
        }
        return run("sweep", work);
    }

    /** Asserts that no transaction is open: shops are never called inside one. */
    public void requireNone() {
        if (isActive()) {
            throw new IllegalStateException("a shop must not be called inside a database transaction");
        }
    }

    private boolean isActive() {
        try {
            return transaction.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private <T> T run(String scope, Supplier<T> work) {
        boolean committed = false;
        try {
            transaction.begin();
            if (rowLevelSecurity) {
                announce(scope);
            }
            T result = work.get();
            commit();
            committed = true;
            return result;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("the transaction could not be begun", failure);
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    private void commit() {
        try {
            transaction.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException failure) {
            throw new CommitFailure(failure);
        }
    }

    private void announce(String scope) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select set_config('gather.store', ?, true)")) {
            statement.setString(1, scope);
            statement.execute();
        }
    }

    private void rollback() {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException broken) {
            throw new IllegalStateException("the transaction could not be rolled back", broken);
        }
    }
}
