package shop.gather.payout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of payout batches. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface PayoutBatchRows {

    StatelessSession session();

    default void insert(PayoutBatch batch) {
        session().insert(batch);
    }

    @Find
    Optional<PayoutBatch> find(UUID id);

    default Optional<PayoutBatch> lock(UUID id) {
        return Optional.ofNullable(session().get(PayoutBatch.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    @HQL("where id < :before order by id desc limit :most")
    List<PayoutBatch> newest(UUID before, int most);

    /** True if the batch was not settled before. */
    @HQL("update PayoutBatch set state = SETTLED, settledAt = instant where id = :id and state = SENT")
    boolean settle(UUID id);
}
