package shop.gather.platform.database;

import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import shop.gather.platform.StoreId;

/** The store whose transaction runs on this thread, and its session. Set by {@link Transactions} alone. */
final class CurrentStore {

    private static final ThreadLocal<CurrentStore> CURRENT = new ThreadLocal<>();

    private final StoreId store;
    private StatelessSession session;

    private CurrentStore(StoreId store) {
        this.store = store;
    }

    static Optional<StoreId> get() {
        return Optional.ofNullable(CURRENT.get()).map(current -> current.store);
    }

    static void set(StoreId store) {
        CURRENT.set(new CurrentStore(store));
    }

    /** The session of the transaction, which is closed with it. */
    static StatelessSession session(Supplier<StatelessSession> opening) {
        CurrentStore current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("a store's rows are read and written in a transaction of the store");
        }
        if (current.session == null) {
            current.session = opening.get();
        }
        return current.session;
    }

    static void clear() {
        CurrentStore ended = CURRENT.get();
        CURRENT.remove();
        if (ended.session != null) {
            ended.session.close();
        }
    }
}
