package shop.gather.order.intake;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

/**
 * Queries and updates for people, about orders that could not be read or applied; checked at compile time, and the
 * implementation is generated. Runs in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface PostponedOrderRows {

    StatelessSession session();

    @HQL("where postponementId < :before order by postponementId desc limit :most")
    List<PostponedOrder> newest(UUID before, int most);

    default Optional<PostponedOrder> lock(UUID postponement) {
        return of(postponement).setLockMode(LockModeType.PESSIMISTIC_WRITE).uniqueResultOptional();
    }

    @HQL("where postponementId = :postponement")
    SelectionQuery<PostponedOrder> of(UUID postponement);

    /** Makes the next attempt due now. */
    @HQL("update PostponedOrder set skippedAt = null, retryAt = instant where orderId = :orderId")
    void retry(String orderId);

    /** Removes all marks, so that the order is not read. */
    @HQL("update PostponedOrder set skippedAt = instant, retryAt = null, dirtySince = null where orderId = :orderId")
    void skip(String orderId);
}
