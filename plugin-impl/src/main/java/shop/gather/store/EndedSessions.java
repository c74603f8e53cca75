package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The counter of ended sessions of a store's members. Thread-safe. */
@Singleton
public class EndedSessions {

    private final StoreSql sql;

    @Inject
    EndedSessions(StoreSql sql) {
        this.sql = sql;
    }

    /** Increments the counter. After the commit, every node discards its cached sessions of this store. */
    public void count(StoreId store) {
        sql.update(store, "update store set sessions_ended = sessions_ended + 1 where id = :store");
    }
}
