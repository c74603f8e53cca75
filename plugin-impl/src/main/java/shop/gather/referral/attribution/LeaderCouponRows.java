package shop.gather.referral.attribution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * Queries and updates of leaders' coupon codes, checked at compile time; the implementation is generated.
 * {@link CouponPeriods} reads the table for orders. Runs in the caller's transaction, on the rows of its store. Codes
 * are in upper case. Thread-safe.
 */
interface LeaderCouponRows {

    StatelessSession session();

    default void insert(LeaderCoupon coupon) {
        session().insert(coupon);
    }

    /** The current period of a code; empty if the code belongs to nobody. */
    @HQL("where currentCode = :code")
    Optional<LeaderCoupon> current(String code);

    /** A leader's current codes, sorted. */
    @HQL("where leaderId = :leader and currentCode is not null order by code")
    List<LeaderCoupon> currentOf(UUID leader);

    /** Ends a code's current period now; false if the code does not belong to the leader. */
    @HQL("update LeaderCoupon set currentCode = null, validUntil = instant"
            + " where leaderId = :leader and currentCode = :code")
    boolean take(UUID leader, String code);

    @HQL("delete from LeaderCoupon where leaderId = :leader")
    void deleteOf(UUID leader);
}
