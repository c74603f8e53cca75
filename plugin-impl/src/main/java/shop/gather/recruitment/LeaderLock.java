package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.ProblemException;

/**
 * Locks a leader until the end of the current transaction, so that the leader is neither suspended nor erased in
 * between. Thread-safe.
 */
@Singleton
public class LeaderLock {

    private final StoreSql sql;

    @Inject
    LeaderLock(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Whether the leader is active, that is neither suspended nor erased. The row is updated with what it holds rather
     * than selected for update: that lock would wait for everybody who inserts a row that refers to the leader.
     *
     * @throws ProblemException NOT_FOUND if the store has no such leader
     */
    public boolean takeActive(StoreId store, UUID leader) {
        sql.update(store, "update leader set version = version where store_id = :store and id = ?", leader);
        return sql.first(
                        store,
                        "select state from leader where store_id = :store and id = ?",
                        row -> "ACTIVE".equals(row.getString("state")),
                        leader)
                .orElseThrow(() -> ProblemException.notFound("leader"));
    }
}
