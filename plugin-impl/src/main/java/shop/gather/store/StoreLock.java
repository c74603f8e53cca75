package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Serializes transactions that change something that exists once per store, such as its settings. Thread-safe. */
@Singleton
public class StoreLock {

    private final StoreSql sql;

    @Inject
    StoreLock(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Locks the store until the end of the current transaction. The row is updated with its own value instead of
     * selected for update: that lock would wait for every transaction that inserts a row that references the store.
     */
    public void take(StoreId store) {
        sql.update(store, "update store set version = version where id = :store");
    }
}
