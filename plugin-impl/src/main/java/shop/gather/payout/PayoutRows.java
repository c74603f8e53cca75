package shop.gather.payout;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;
import shop.gather.payout.PayoutRequest.State;
import shop.gather.platform.http.Page;

/**
 * The table of payout requests. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface PayoutRows {

    StatelessSession session();

    default void insert(PayoutRequest request) {
        session().insert(request);
    }

    @Find
    Optional<PayoutRequest> find(UUID id);

    default Optional<PayoutRequest> lock(UUID id) {
        return Optional.ofNullable(session().get(PayoutRequest.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    /**
     * The approved transfers after the given id, locked in the order of their ids.
     *
     * @param after exclusive
     */
    default List<PayoutRequest> lockApproved(UUID after, int most) {
        return approved(after, most).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }

    @HQL("where state = APPROVED and method = TRANSFER and id > :after order by id limit :most")
    SelectionQuery<PayoutRequest> approved(UUID after, int most);

    /** How many requests of a payee are undecided. */
    @HQL("select count(*) from PayoutRequest where payeeId = :payee and state = REQUESTED")
    long undecided(UUID payee);

    /** A payee's requests that are approved and not sent yet, locked in the order of their ids. */
    default List<PayoutRequest> lockApprovedOf(UUID payee) {
        return approvedOf(payee).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }

    @HQL("where payeeId = :payee and state = APPROVED order by id")
    SelectionQuery<PayoutRequest> approvedOf(UUID payee);

    /** A batch's requests in state SENT, locked in the order of their ids. */
    default List<PayoutRequest> lockSent(UUID batch) {
        return sentIn(batch).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }

    @HQL("where batchId = :batch and state = SENT order by id")
    SelectionQuery<PayoutRequest> sentIn(UUID batch);

    @HQL("where batchId = :batch order by id")
    List<PayoutRequest> ofBatch(UUID batch);

    /** Updates a request if it is still in the state that was read. Returns whether it was. */
    @HQL("update PayoutRequest set state = APPROVED, decidedBy = :actor, decidedAt = instant"
            + " where id = :id and state = :seen")
    boolean approve(UUID id, State seen, String actor);

    /** As {@link #approve}. */
    @HQL(
            "update PayoutRequest set state = REQUESTED, decidedBy = null, decidedAt = null where id = :id and state = :seen")
    boolean withdraw(UUID id, State seen);

    /** As {@link #approve}. */
    @HQL("update PayoutRequest set state = REJECTED, decidedBy = :actor, decidedAt = instant, reason = :reason,"
            + " endedAt = instant where id = :id and state = :seen")
    boolean reject(UUID id, State seen, String actor, String reason);

    /** As {@link #approve}. */
    @HQL(
            "update PayoutRequest set state = FAILED, reason = :reason, endedAt = instant where id = :id and state = :seen")
    boolean fail(UUID id, State seen, String reason);

    /** Ends a request that was sent without a batch. Returns whether it was still in state SENT. */
    @HQL("update PayoutRequest set state = PAID, endedAt = instant where id = :id and state = SENT")
    boolean pay(UUID id);

    /** Deletes the reasons that were written about a payee. */
    @HQL("update PayoutRequest set reason = null where payeeId = :payee and reason is not null")
    void eraseReasons(UUID payee);

    /**
     * Sends approved requests.
     *
     * @param batch null for requests that are sent without a batch
     * @return how many were still approved and are now sent
     */
    @HQL("update PayoutRequest set state = SENT, batchId = :batch where id in :ids and state = APPROVED")
    int send(List<UUID> ids, UUID batch);

    /** Marks a batch's requests in state SENT as paid. Returns how many. */
    @HQL("update PayoutRequest set state = PAID, endedAt = instant where batchId = :batch and state = SENT")
    int settle(UUID batch);

    /**
     * A page, newest first.
     *
     * @param payee null for all
     * @param state null for all
     */
    default Page<PayoutRequest> page(UUID payee, State state, String cursor, int limit) {
        UUID before = Page.before(cursor);
        int most = limit + 1;
        List<PayoutRequest> found;
        if (payee == null) {
            found = state == null ? newest(before, most) : newestIn(state, before, most);
        } else {
            found = state == null ? newestOf(payee, before, most) : newestOfIn(payee, state, before, most);
        }
        return Page.of(found, limit, request -> request.id().value(), request -> request);
    }

    @HQL("where id < :before order by id desc limit :most")
    List<PayoutRequest> newest(UUID before, int most);

    @HQL("where state = :state and id < :before order by id desc limit :most")
    List<PayoutRequest> newestIn(State state, UUID before, int most);

    @HQL("where payeeId = :payee and id < :before order by id desc limit :most")
    List<PayoutRequest> newestOf(UUID payee, UUID before, int most);

    @HQL("where payeeId = :payee and state = :state and id < :before order by id desc limit :most")
    List<PayoutRequest> newestOfIn(UUID payee, State state, UUID before, int most);
}
