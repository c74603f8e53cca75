package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.point.CapacityPer;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;

/**
 * Counts the places at pickup points, per campaign and per day, so that a capacity is kept even if its unit is changed.
 * One conditional statement takes a place of a capacity. The rows of one change are written in the same order, so that
 * two transactions with one change each cannot deadlock. Transactions with several, as when a team ends, can: the
 * database then rolls one of them back. Runs in the current transaction. Thread-safe.
 */
@Singleton
class PickupLoads {

    private static final String UNLIMITED = "2147483647";

    private final Transactions transactions;
    private final StoreSql sql;

    @Inject
    PickupLoads(Transactions transactions, StoreSql sql) {
        this.transactions = transactions;
        this.sql = sql;
    }

    /** Where a place counts. @param day as 2026-12-24 */
    record Slot(PickupPointId point, CampaignId campaign, String day) {

        private Stream<Change> changes(int by) {
            return Stream.of(
                    new Change(point, campaign.toString(), CapacityPer.CAMPAIGN, by),
                    new Change(point, day, CapacityPer.DAY, by));
        }
    }

    private record Change(PickupPointId point, String slot, CapacityPer unit, int by) {}

    /**
     * Moves a place from one slot to another.
     *
     * @param from null for a place that counts nowhere yet
     * @param to null for a place that counts nowhere any more
     * @return false if the point to which it moves is full or not active; then nothing is changed
     */
    boolean move(StoreId store, Slot from, Slot to) {
        List<Change> changes = Stream.concat(
                        from == null ? Stream.of() : from.changes(-1), to == null ? Stream.of() : to.changes(1))
                .sorted(Comparator.comparing(Change::point).thenComparing(Change::slot))
                .toList();
        List<Change> made = new ArrayList<>();
        for (Change change : changes) {
            if (!(change.by() > 0 ? take(store, change) : add(store, change, -1))) {
                made.forEach(undone -> add(store, undone, -undone.by()));
                return false;
            }
            made.add(change);
        }
        return true;
    }

    private boolean take(StoreId store, Change change) {
        if (taken(store, change)) {
            return true;
        }
        // The first place of the slot; another one may come in the same moment.
        sql.insertIfAbsent(
                store,
                "insert into pickup_load (store_id, point_id, slot, taken) values (:store, ?, ?, 0)",
                change.point(),
                change.slot());
        return taken(store, change);
    }

    private boolean taken(StoreId store, Change change) {
        return sql.update(
                        store,
                        "update pickup_load set taken = taken + 1 where store_id = :store and point_id = ? and slot = ?"
                                + " and taken < (select case when p.capacity is null or p.capacity_per <> ? then "
                                + UNLIMITED + " else p.capacity end from pickup_point p"
                                + " where p.store_id = :store and p.id = ? and p.active = true)",
                        change.point(),
                        change.slot(),
                        change.unit(),
                        change.point())
                == 1;
    }

    private boolean add(StoreId store, Change change, int by) {
        sql.update(
                store,
                "update pickup_load set taken = taken + ? where store_id = :store and point_id = ? and slot = ?",
                by,
                change.point(),
                change.slot());
        return true;
    }

    /** The free places of each point that has a capacity. At most one statement. */
    Map<PickupPointId, Integer> left(StoreId store, List<Slot> slots, Map<PickupPointId, PickupPoint> points) {
        Map<PickupPointId, Integer> left = new HashMap<>();
        List<Object> keys = new ArrayList<>();
        for (Slot slot : slots) {
            PickupPoint point = points.get(slot.point());
            point.capacity().ifPresent(capacity -> {
                left.put(slot.point(), capacity);
                keys.add(slot.point());
                keys.add(
                        point.capacityPer() == CapacityPer.DAY
                                ? slot.day()
                                : slot.campaign().toString());
            });
        }
        if (left.isEmpty()) {
            return left;
        }
        String pairs = "(point_id = ? and slot = ?)" + " or (point_id = ? and slot = ?)".repeat(left.size() - 1);
        transactions
                .inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select point_id, taken from pickup_load where store_id = :store and (" + pairs + ")",
                                row -> Map.entry(StoreSql.id(row, "point_id", PickupPointId::new), row.getInt("taken")),
                                keys.toArray()))
                .forEach(load -> left.merge(load.getKey(), -load.getValue(), Integer::sum));
        left.replaceAll((point, free) -> Math.max(0, free));
        return left;
    }
}
