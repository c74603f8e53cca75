package shop.gather.referral.commission;

import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import shop.gather.platform.http.Page;

/**
 * Queries of the commission table for people, checked at compile time; the implementation is generated.
 * {@link OrderCommissions} writes the table. Runs in the caller's transaction, on the rows of its store. Thread-safe.
 */
interface CommissionRows {

    StatelessSession session();

    /**
     * A page, newest first.
     *
     * @param payee null for all
     * @param order null for all
     */
    default Page<Commission> page(UUID payee, String order, String cursor, int limit) {
        UUID before = Page.before(cursor);
        int most = limit + 1;
        List<Commission> found;
        if (payee == null) {
            found = order == null ? newest(before, most) : newestFor(order, before, most);
        } else {
            found = order == null ? newestOf(payee, before, most) : newestOfFor(payee, order, before, most);
        }
        return Page.of(found, limit, commission -> commission.id().value(), commission -> commission);
    }

    @HQL("where id < :before order by id desc limit :most")
    List<Commission> newest(UUID before, int most);

    @HQL("where orderId = :order and id < :before order by id desc limit :most")
    List<Commission> newestFor(String order, UUID before, int most);

    @HQL("where payeeId = :payee and id < :before order by id desc limit :most")
    List<Commission> newestOf(UUID payee, UUID before, int most);

    @HQL("where payeeId = :payee and orderId = :order and id < :before order by id desc limit :most")
    List<Commission> newestOfFor(UUID payee, String order, UUID before, int most);
}
