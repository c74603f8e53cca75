package shop.gather.groupbuy.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.annotations.processing.SQL;

/**
 * Reads the table of teams; {@link Teams} changes it. The compiler checks the queries and makes the class. Runs in the
 * caller's transaction, on the rows of its store; only native SQL must name the store. Thread-safe.
 */
interface TeamRows {

    StatelessSession session();

    /** Native: runs for each payment and each end of a team, and Hibernate would write the SQL anew each time. */
    @SQL("select * from team where store_id = :store and id = :id")
    Optional<Team> find(UUID store, UUID id);

    @HQL("where campaignId = :campaign and id < :before order by id desc limit :most")
    List<Team> newestOf(UUID campaign, UUID before, int most);
}
