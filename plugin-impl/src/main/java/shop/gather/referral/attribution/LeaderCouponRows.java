package shop.gather.referral.attribution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/**
 * The table of leaders' codes, as people change it; {@link CouponPeriods} reads it for orders. The compiler checks its
 * queries and makes the class. Runs in the caller's transaction, on the rows of its store. Codes are in upper case.
 * Thread-safe.
 */
interface LeaderCouponRows {

    StatelessSession session();

    default void insert(LeaderCoupon coupon) {
        session().insert(coupon);
    }

    /** The period of a code that lasts; empty if the code is nobody's. */
    @HQL("where currentCode = :code")
    Optional<LeaderCoupon> current(String code);

    /** A leader's codes of today, by code. */
    @HQL("where leaderId = :leader and currentCode is not null order by code")
    List<LeaderCoupon> currentOf(UUID leader);

    /** Takes a code from a leader from now on; false if it is not hers. */
    @HQL("update LeaderCoupon set currentCode = null, validUntil = instant"
            + " where leaderId = :leader and currentCode = :code")
    boolean take(UUID leader, String code);

    @HQL("delete from LeaderCoupon where leaderId = :leader")
    void deleteOf(UUID leader);
}
