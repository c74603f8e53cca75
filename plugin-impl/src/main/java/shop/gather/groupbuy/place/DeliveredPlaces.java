package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** Records what was delivered for places. Thread-safe. */
@Singleton
public class DeliveredPlaces {

    private final StoreSql sql;
    private final TeamHistory history;

    @Inject
    DeliveredPlaces(StoreSql sql, TeamHistory history) {
        this.sql = sql;
        this.history = history;
    }

    /**
     * Records what was delivered for a confirmed place, once, in the current transaction. The caller has locked the
     * place's order, which it marks to be read again: that read refunds the difference.
     *
     * @param delivered in grams or pieces, as the terms say
     * @param less whether it is less than was ordered, so that the buyer will be told of a refund
     * @return false if it was recorded before, or the place is not confirmed, or a refund of its price is under way
     */
    public boolean record(StoreId store, ParticipationId place, long delivered, boolean less) {
        boolean recorded = sql.update(
                        store,
                        "update participation set delivered = ?, rebated_at = case when ? then null else rebated_at end"
                                + " where store_id = :store and id = ? and state = ? and delivered is null"
                                + " and (rebate_open is null or rebate_open = 0)",
                        delivered,
                        less,
                        place,
                        State.CONFIRMED)
                == 1;
        if (recorded) {
            history.record(store, place, TeamHistory.What.DELIVERY_RECORDED, null);
        }
        return recorded;
    }
}
