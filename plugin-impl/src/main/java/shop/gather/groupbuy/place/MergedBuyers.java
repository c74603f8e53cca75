package shop.gather.groupbuy.place;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.member.MembersMerged;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * A buyer who turns out to be another member takes along the places that an order may still pay for or give back: that
 * order comes from a customer who is the other member now, and the buyer sees only what that member has. Thread-safe.
 */
@Singleton
class MergedBuyers {

    private final StoreSql sql;

    @Inject
    MergedBuyers(StoreSql sql) {
        this.sql = sql;
    }

    /** @throws ProblemException if both have a place in the same campaign */
    void on(@Observes MembersMerged merge) {
        // The shop admitted the customer it was told of. If that one stays, so do the places.
        if (merge.told()) {
            moveOpen(merge);
            moveUnpaid(merge);
        }
    }

    private void moveOpen(MembersMerged merge) {
        StoreId store = merge.store();
        try {
            sql.update(
                    store,
                    "update participation set member_id = ?, active_member_id = ? where store_id = :store and active_member_id = ?",
                    merge.into(),
                    merge.into(),
                    merge.from());
        } catch (DuplicateKey bothInOneCampaign) {
            throw new ProblemException(
                    ProblemCode.CONFLICT,
                    "This customer and the member both hold a place in the same campaign. Join them once one of the places has ended.");
        }
    }

    /** Ended ones for which no order has come: one that comes late must be found, or nobody gives the money back. */
    private void moveUnpaid(MembersMerged merge) {
        sql.update(
                merge.store(),
                "update participation set member_id = ? where store_id = :store and member_id = ? and order_id is null"
                        + " and not exists (select 1 from participation o where o.store_id = :store and o.member_id = ?"
                        + " and o.idempotency_key = participation.idempotency_key)",
                merge.into(),
                merge.from(),
                merge.into());
    }
}
