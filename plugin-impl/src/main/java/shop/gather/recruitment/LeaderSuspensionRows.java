package shop.gather.recruitment;

import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of the suspension table, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface LeaderSuspensionRows {

    StatelessSession session();

    default void insert(LeaderSuspension suspension) {
        session().insert(suspension);
    }

    /** Ends a leader's suspension now. */
    @HQL("update LeaderSuspension set reinstatedAt = instant where leaderId = :leader and reinstatedAt is null")
    void end(UUID leader);
}
