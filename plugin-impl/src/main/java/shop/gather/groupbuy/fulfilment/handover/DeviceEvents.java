package shop.gather.groupbuy.fulfilment.handover;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/**
 * What devices have recorded, each event decided once per point. Runs in the current transaction. Thread-safe.
 */
@Singleton
class DeviceEvents {

    /** The outcome of an event that is being decided; never seen after a commit. */
    private static final String OPEN = "OPEN";

    private final StoreSql sql;

    @Inject
    DeviceEvents(StoreSql sql) {
        this.sql = sql;
    }

    /** @param place null for an unknown place */
    record Decided(Outcome outcome, ParticipationId place) {}

    /** Takes an event to decide it. Waits for another transaction that decides it; false if it was decided before. */
    boolean take(StoreId store, PickupPointId point, String event, String actor) {
        return sql.insertIfAbsent(
                store,
                "insert into pickup_device_event (store_id, point_id, event_id, outcome, recorded_by, recorded_at)"
                        + " values (:store, ?, ?, ?, ?, now())",
                point,
                event,
                OPEN,
                actor);
    }

    void decide(StoreId store, PickupPointId point, String event, Decided decided) {
        sql.update(
                store,
                "update pickup_device_event set outcome = ?, participation_id = ? where store_id = :store"
                        + " and point_id = ? and event_id = ?",
                decided.outcome(),
                decided.place(),
                point,
                event);
    }

    Optional<Decided> find(StoreId store, PickupPointId point, String event) {
        return sql.first(
                store,
                "select outcome, participation_id from pickup_device_event where store_id = :store and point_id = ?"
                        + " and event_id = ?",
                row -> new Decided(
                        Outcome.valueOf(row.getString("outcome")),
                        StoreSql.id(row, "participation_id", ParticipationId::new)),
                point,
                event);
    }
}
