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
 * Moves places when two members are merged. Places whose order may still arrive or be refunded, or whose goods may
 * still be collected, go to the remaining member: the order's customer now belongs to that member, and the buyer sees
 * only that member's places. Thread-safe.
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
        // The shop admitted the customer whom it was told. If that customer stays with the member, so do the places.
        if (merge.told()) {
            moveOpen(merge);
            moveEnded(merge);
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
                    "Both members have a place in the same campaign. Merge them when one of the places has ended.");
        }
    }

    /**
     * Moves confirmed places, because the buyer still collects the goods, and ended places without an order: an order
     * that arrives late must find its place, or its money would not be returned.
     */
    private void moveEnded(MembersMerged merge) {
        sql.update(
                merge.store(),
                "update participation set member_id = ? where store_id = :store and member_id = ?"
                        + " and (order_id is null or state = 'CONFIRMED')"
                        + " and not exists (select 1 from participation o where o.store_id = :store and o.member_id = ?"
                        + " and o.idempotency_key = participation.idempotency_key)",
                merge.into(),
                merge.from(),
                merge.into());
    }
}
