package shop.gather.groupbuy.place;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.member.MemberErased;
import shop.gather.platform.database.StoreSql;

/**
 * Removes the shop's customer id from an erased buyer's places. A place that is still held keeps the id until it ends
 * or is paid, because the shop's admission of that customer must be revoked. Thread-safe.
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
