package shop.gather.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of payees. The compiler checks the queries and generates the class. Runs in the caller's transaction, on
 * the rows of its store. Thread-safe.
 */
interface PayeeRows {

    StatelessSession session();

    default void insert(Payee payee) {
        session().insert(payee);
    }

    @HQL("where id = :leader and kind = LEADER")
    Optional<Payee> leader(UUID leader);

    @HQL("where memberId = :member and kind = LEADER")
    Optional<Payee> leaderWhoIs(UUID member);

    @HQL("where id in :leaders and kind = LEADER")
    List<Payee> leaders(List<UUID> leaders);
}
