package shop.gather.payout;

import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of the smallest payouts. The compiler checks the queries and generates the class. Runs in the caller's
 * transaction, on the rows of its store. Thread-safe.
 */
interface PayoutMinimumRows {

    StatelessSession session();

    default void insert(PayoutMinimum minimum) {
        session().insert(minimum);
    }

    @HQL("where currency = :currency")
    Optional<PayoutMinimum> of(String currency);

    @HQL("order by currency")
    List<PayoutMinimum> all();

    @HQL("delete PayoutMinimum")
    int deleteAll();
}
