package shop.gather.shop.connection;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

/**
 * The table of connections; a store has one or none. The compiler checks the queries and generates the class. Runs in
 * the caller's transaction, on the row of its store. Thread-safe.
 */
interface ShopConnectionRows {

    StatelessSession session();

    default Optional<ShopConnection> find() {
        return theOne().uniqueResultOptional();
    }

    default Optional<ShopConnection> lock() {
        return theOne().setLockMode(LockModeType.PESSIMISTIC_WRITE).uniqueResultOptional();
    }

    @HQL("from ShopConnection")
    SelectionQuery<ShopConnection> theOne();

    /** Why the shop is unusable now; empty if there is no problem. */
    @HQL("select problem from ShopConnection where problem is not null")
    Optional<String> problem();

    /** Clears the problem. Returns whether there was one. */
    @HQL("update ShopConnection set problem = null, problemSince = null where problem is not null")
    boolean noteNoProblem();

    /** Records the beginning of a problem. Returns whether there was none before. */
    @HQL("update ShopConnection set problem = :problem, problemSince = instant where problem is null")
    boolean noteFirstProblem(String problem);

    /** Replaces the text of the problem and keeps its beginning. Returns whether the text differed. */
    @HQL("update ShopConnection set problem = :problem where problem <> :problem")
    boolean noteOtherProblem(String problem);

    /** @param pause seconds until the next poll */
    @HQL("update ShopConnection set polledAt = instant, pollFailures = :failures, pollPause = :pause")
    void notePollFailed(int failures, int pause);

    @HQL("update ShopConnection set pollFailures = 0, pollPause = 0 where pollFailures > 0")
    void notePollSucceeded();

    /**
     * Moves the cursor from the position that was read, empty if there was none. Returns whether it was still there.
     */
    @HQL("update ShopConnection set changesCursor = :to, polledAt = instant where coalesce(changesCursor, '') = :from")
    boolean advance(String from, String to);
}
