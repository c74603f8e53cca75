package shop.gather.groupbuy.roster;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of the members' choices. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface ChosenDisplayRows {

    StatelessSession session();

    default void insert(ChosenDisplay chosen) {
        session().insert(chosen);
    }

    @HQL("where memberId = :member")
    Optional<ChosenDisplay> of(UUID member);

    @HQL("delete from ChosenDisplay where memberId = :member")
    void delete(UUID member);
}
