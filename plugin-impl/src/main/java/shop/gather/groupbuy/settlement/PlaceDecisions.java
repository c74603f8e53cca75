package shop.gather.groupbuy.settlement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * The rows of the owner's decisions, one for each pair of order and place. The caller holds the place's lock.
 * Thread-safe.
 */
@Singleton
class PlaceDecisions {

    /** The owner's decision about an order that does not pay for a place automatically. */
    enum Decision {
        /** The order pays for the place. */
        ACCEPT,
        /** The order does not pay for the place, even if the order changes later. */
        DECLINE
    }

    private final StoreSql sql;

    @Inject
    PlaceDecisions(StoreSql sql) {
        this.sql = sql;
    }

    Optional<Decision> find(StoreId store, ParticipationId place, String orderId) {
        return sql.first(
                store,
                "select decision from place_decision where store_id = :store and participation_id = ? and order_id = ?",
                row -> Decision.valueOf(row.getString("decision")),
                place,
                orderId);
    }

    boolean declined(StoreId store, ParticipationId place, String orderId) {
        return find(store, place, orderId).filter(Decision.DECLINE::equals).isPresent();
    }

    /** Stores a decision; a later one replaces an earlier one. */
    void keep(StoreId store, ParticipationId place, String orderId, Decision decision) {
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
