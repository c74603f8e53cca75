package shop.gather.recruitment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;

/**
 * Locks a leader until the end of the current transaction, so that the leader is neither suspended nor erased in
 * between. Thread-safe.
 */
@Singleton
public class LeaderLock {

    private final Transactions transactions;
    private final LeaderRows rows;

    @Inject
    LeaderLock(Transactions transactions, LeaderRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /**
     * Whether the leader is active, that is neither suspended nor erased. In the caller's transaction.
     *
     * @throws ProblemException NOT_FOUND if the store has no such leader
     */
    public boolean takeActive(StoreId store, LeaderId leader) {
        return transactions.inStore(store, () -> {
            rows.lock(leader.value());
            return rows.find(leader.value())
                    .orElseThrow(() -> ProblemException.notFound("leader"))
                    .leader()
                    .active();
        });
    }
}
