package shop.gather.referral.attribution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries of the attribution table for people, checked at compile time; the implementation is generated. Runs in the
 * caller's transaction, on the rows of its store. Thread-safe.
 */
interface AttributionRows {

    StatelessSession session();

    @Find
    Optional<Attribution> find(String orderId);

    @HQL("where id < :before order by id desc limit :most")
    List<Attribution> newest(UUID before, int most);

    @HQL("where leaderId = :leader and id < :before order by id desc limit :most")
    List<Attribution> newestOf(UUID leader, UUID before, int most);
}
