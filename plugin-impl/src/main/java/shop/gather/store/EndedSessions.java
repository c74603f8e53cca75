package shop.gather.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** How often sessions of a store's members were ended. Thread-safe. */
@Singleton
public class EndedSessions {

    private final StoreSql sql;

    @Inject
    EndedSessions(StoreSql sql) {
        this.sql = sql;
    }

    /** Tells every node, with the commit, that what it remembers of this store's sessions is to be read again. */
    public void count(StoreId store) {
        sql.update(store, "update store set sessions_ended = sessions_ended + 1 where id = :store");
    }
}
