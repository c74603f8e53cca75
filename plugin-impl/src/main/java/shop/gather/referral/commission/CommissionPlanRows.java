package shop.gather.referral.commission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of the commission plan table, checked at compile time; the implementation is generated. Runs in
 * the caller's transaction, on the rows of its store. The reads for each order are native, in {@code Standings} and
 * {@link OrderCommissions}. Thread-safe.
 */
interface CommissionPlanRows {

    StatelessSession session();

    /** @throws shop.gather.platform.database.DuplicateKey if another plan is in force */
    default void insert(CommissionPlan plan) {
        session().insert(plan);
    }

    @Find
    Optional<CommissionPlan> find(UUID id);

    /** The plan in force. */
    @HQL("where currentStoreId = :store")
    Optional<CommissionPlan> current(UUID store);

    @HQL("where id < :before order by id desc limit :most")
    List<CommissionPlan> newest(UUID before, int most);

    /** Ends the plan in force. */
    @HQL("update CommissionPlan set currentStoreId = null, replacedAt = :now where currentStoreId = :store")
    void replace(UUID store, Instant now);
}
