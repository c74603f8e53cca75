package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * The rows of the owner's decisions about orders and places, one for each pair. The caller holds the place's lock.
 * Thread-safe.
 */
@Singleton
class PlaceDecisions {

    /** What the owner decides about an order that does not count for a place by itself. */
    enum Decision {
        /** The order pays for the place. */
        ACCEPT,
        /** The order does not pay for the place, whatever becomes of it. */
        DECLINE
    }

    private final StoreSql sql;

    @Inject
    PlaceDecisions(StoreSql sql) {
        this.sql = sql;
    }

    Optional<Decision> find(StoreId store, UUID place, String orderId) {
        return sql.first(
                store,
                "select decision from place_decision where store_id = :store and participation_id = ? and order_id = ?",
                row -> Decision.valueOf(row.getString("decision")),
                place,
                orderId);
    }

    boolean declined(StoreId store, UUID place, String orderId) {
        return find(store, place, orderId).filter(Decision.DECLINE::equals).isPresent();
    }

    /** The later decision replaces the earlier one. */
    void keep(StoreId store, UUID place, String orderId, Decision decision) {
        int changed = sql.update(
                store,
                "update place_decision set decision = ?, decided_at = now() where store_id = :store and "
                        + "participation_id = ? and order_id = ?",
                decision,
                place,
                orderId);
        if (changed == 0) {
            sql.update(
                    store,
                    "insert into place_decision (store_id, participation_id, order_id, decision, decided_at) values "
                            + "(:store, ?, ?, ?, now())",
                    place,
                    orderId,
                    decision);
        }
    }
}
