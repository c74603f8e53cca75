package shop.gather.groupbuy.place;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.member.MemberErased;
import shop.gather.platform.database.StoreSql;

/**
 * An erased buyer's places do not name the customer of the shop any more. A place that is still held keeps the id until
 * it ends, because the shop's admission must be taken back from that customer; it is deleted then, or when the place is
 * paid. Thread-safe.
 */
@Singleton
class ErasedBuyers {

    private final StoreSql sql;

    @Inject
    ErasedBuyers(StoreSql sql) {
        this.sql = sql;
    }

    void on(@Observes MemberErased erasure) {
        sql.update(
                erasure.store(),
                "update participation set buyer_erased = true,"
                        + " admitted_customer = case when state = 'HELD' then admitted_customer else null end"
                        + " where store_id = :store and member_id = ?",
                erasure.member());
    }
}
