package shop.gather.ledger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.recruitment.LeaderAppointed;

/**
 * Makes each leader a payee, in the transaction that appoints her and before anything else follows from it.
 * Thread-safe.
 */
@Singleton
class LeaderPayees {

    private final StoreSql sql;

    @Inject
    LeaderPayees(StoreSql sql) {
        this.sql = sql;
    }

    void on(@Observes @Priority(50) LeaderAppointed appointed) {
        open(appointed.store(), appointed.leader().id(), appointed.leader().memberId());
    }

    /** The payee has the leader's id. */
    void open(StoreId store, UUID leader, UUID member) {
        sql.update(
                store,
                "insert into payee (store_id, id, kind, member_id, opened_at) values (:store, ?, 'LEADER', ?, now())",
                leader,
                member);
    }
}
