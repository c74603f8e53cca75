package shop.gather.ledger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.recruitment.LeaderAppointed;

/**
 * Creates the payee of each new leader, in the transaction of the appointment and before its other effects.
 * Thread-safe.
 */
@Singleton
class LeaderPayees {

    private final PayeeRows rows;
    private final Transactions transactions;

    @Inject
    LeaderPayees(PayeeRows rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    void on(@Observes @Priority(50) LeaderAppointed appointed) {
        open(appointed.store(), appointed.leader().id(), appointed.leader().memberId());
    }

    /** The payee has the leader's id. */
    void open(StoreId store, LeaderId leader, MemberId member) {
        transactions.inStore(store, () -> rows.insert(Payee.leader(leader, member)));
    }
}
