package shop.gather.platform.database;

import java.util.Optional;
import shop.gather.platform.StoreId;

/** The store whose transaction runs on this thread. Set by {@link Transactions} alone. */
final class CurrentStore {

    private static final ThreadLocal<StoreId> CURRENT = new ThreadLocal<>();

    private CurrentStore() {}

    static Optional<StoreId> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    static void set(StoreId store) {
        CURRENT.set(store);
    }

    static void clear() {
        CURRENT.remove();
    }
}
