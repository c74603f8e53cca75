package shop.gather.groupbuy.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.annotations.processing.SQL;

/**
 * Queries of the team table, checked at compile time; the implementation is generated. {@link Teams} changes the rows.
 * Runs in the caller's transaction, on the rows of its store; only native SQL must name the store. Thread-safe.
 */
interface TeamRows {

    StatelessSession session();

    /**
     * Native SQL: runs for each payment and each end of a team, and Hibernate would generate the SQL again each time.
     */
    @SQL("select * from team where store_id = :store and id = :id")
    Optional<Team> find(UUID store, UUID id);

    @HQL("where id in :ids")
    List<Team> among(List<UUID> ids);

    @HQL("where campaignId = :campaign and id < :before order by id desc limit :most")
    List<Team> newestOf(UUID campaign, UUID before, int most);
}
