package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Lets one transaction at a time change something that a store has once, such as its settings. Thread-safe. */
@Singleton
public class StoreLock {

    private final StoreSql sql;

    @Inject
    StoreLock(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Locks the store until the end of the current transaction. The row is updated with what it holds rather than
     * selected for update: that lock would wait for everybody who inserts a row that refers to the store.
     */
    public void take(StoreId store) {
        sql.update(store, "update store set version = version where id = :store");
    }
}
