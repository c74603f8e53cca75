package shop.gather.groupbuy.place;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The amounts of places: what their orders pay for, what comes back, and what was delivered. Thread-safe. */
@Singleton
public class PlaceAmounts {

    private final StoreSql sql;
    private final TeamHistory history;

    @Inject
    PlaceAmounts(StoreSql sql, TeamHistory history) {
        this.sql = sql;
        this.history = history;
    }

    /** Stores the units that the order pays for, in the current transaction. */
    public void units(StoreId store, ParticipationId id, int units) {
        sql.update(store, "update participation set units = ? where store_id = :store and id = ?", units, id);
    }

    /**
     * Stores the rebate, in the current transaction.
     *
     * @param promised minor units in total; null for no rebate any more
     * @param open minor units not paid back yet; null for no rebate any more
     */
    public void rebate(StoreId store, ParticipationId id, Long promised, Long open) {
        sql.update(
                store,
                "update participation set rebate = cast(? as bigint), rebate_open = cast(? as bigint) where store_id = :store and id = ?"
                        + " and (rebate is distinct from cast(? as bigint) or rebate_open is distinct from cast(? as bigint))",
                promised,
                open,
                id,
                promised,
                open);
    }

    /** Records, in the current transaction, that the rebate is fully paid back; false if that was recorded before. */
    public boolean rebated(StoreId store, ParticipationId id) {
        boolean first = sql.update(
                        store,
                        "update participation set rebated_at = now() where store_id = :store and id = ? and rebated_at is null",
                        id)
                == 1;
        if (first) {
            history.record(store, id, TeamHistory.What.REBATE_PAID_BACK, null);
        }
        return first;
    }

    /**
     * Records what was delivered for a confirmed place, once, in the current transaction. The caller has locked the
     * place's order, which it marks to be read again: that read refunds the difference.
     *
     * @param delivered in grams or pieces, as the terms say
     * @param less whether it is less than was ordered, so that the buyer will be told of a refund
     * @return false if it was recorded before, or the place is not confirmed, or a refund of its price is under way
     */
    public boolean delivered(StoreId store, ParticipationId place, long delivered, boolean less) {
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
