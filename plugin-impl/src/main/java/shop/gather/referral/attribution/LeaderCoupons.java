package shop.gather.referral.attribution;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.gather.groupbuy.pricing.PriceCodes;
import shop.gather.member.MemberErased;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.recruitment.Leader;
import shop.gather.recruitment.Leaders;

/**
 * Coupon codes of the shop that are evidence for a leader. A code belongs to one leader at a time, and is valid for
 * orders placed in that time. Codes are case-insensitive, as in shops. Thread-safe.
 */
@Singleton
class LeaderCoupons {

    private final Transactions transactions;
    private final LeaderCouponRows rows;
    private final Leaders leaders;
    private final PriceCodes prices;
    private final AuditLog audit;

    @Inject
    LeaderCoupons(
            Transactions transactions, LeaderCouponRows rows, Leaders leaders, PriceCodes prices, AuditLog audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.leaders = leaders;
        this.prices = prices;
        this.audit = audit;
    }

    /** A leader's current codes, sorted. */
    List<LeaderCoupon> of(StoreId store, LeaderId leader) {
        return transactions.inStore(store, () -> rows.currentOf(leader.value()));
    }

    /**
     * Assigns a code to a leader from now on, in the caller's transaction. Assigning it again to the same leader
     * changes nothing.
     *
     * @return the code as stored, with its start
     * @throws ProblemException if there is no such leader, or the code belongs to another leader or to a price offer
     */
    LeaderCoupon give(StoreId store, String actor, LeaderId leader, String code) {
        String kept = normal(code);
        Leader owned = leaders.find(store, leader).orElseThrow(() -> ProblemException.notFound("leader"));
        Optional<LeaderCoupon> owner = rows.current(kept);
        if (owner.isPresent() && owner.get().leader().equals(leader)) {
            return owner.get();
        }
        if (owner.isPresent()) {
            throw new ProblemException(ProblemCode.ALREADY_EXISTS, "This code belongs to another leader.");
        }
        if (prices.isOffer(store, kept)) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "This code belongs to a group price: every buyer of a team has it.");
        }
        rows.insert(new LeaderCoupon(Ids.next(), leader, kept));
        audit.recordAbout(store, actor, "leader.coupon-given", leader.toString(), "", owned.memberId(), kept);
        return rows.current(kept).orElseThrow();
    }

    /** Takes a code from a leader from now on; false if it does not belong to the leader. */
    boolean take(StoreId store, String actor, LeaderId leader, String code) {
        String kept = normal(code);
        return transactions.inStore(store, () -> {
            boolean taken = rows.take(leader.value(), kept);
            if (taken) {
                leaders.find(store, leader)
                        .ifPresent(owned -> audit.recordAbout(
                                store, actor, "leader.coupon-taken", leader.toString(), "", owned.memberId(), kept));
            }
            return taken;
        });
    }

    /** Deletes an erased leader's codes: a code often contains the leader's name, and no longer earns anything. */
    void on(@Observes MemberErased erasure) {
        leaders.ofMember(erasure.store(), erasure.member())
                .ifPresent(leader -> rows.deleteOf(leader.id().value()));
    }

    static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
