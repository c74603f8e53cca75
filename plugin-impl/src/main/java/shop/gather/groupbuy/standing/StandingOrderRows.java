package shop.gather.groupbuy.standing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.groupbuy.CampaignId;
import shop.gather.platform.MemberId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;

/** The rows of standing orders, and of the cycles in which they were served. In the caller's transaction. Thread-safe. */
@Singleton
class StandingOrderRows {

    /** How a standing order was served in a cycle. */
    enum Outcome {
        TAKEN,
        /** Some of its places could not be taken. */
        PARTLY,
        SKIPPED
    }

    private final StoreSql sql;

    @Inject
    StandingOrderRows(StoreSql sql) {
        this.sql = sql;
    }

    Optional<StandingOrder> find(StoreId store, CampaignId series, MemberId member) {
        return sql.first(
                store,
                "select * from standing_order where store_id = :store and series_id = ? and member_id = ?",
                StandingOrderRows::read,
                series,
                member);
    }

    List<StandingOrder> of(StoreId store, MemberId member, UUID before, int most) {
        return sql.list(
                store,
                "select * from standing_order where store_id = :store and member_id = ? and id < ?"
                        + " order by id desc limit ?",
                StandingOrderRows::read,
                member,
                before,
                most);
    }

    /** Inserts an order; false if the member has one in the series. */
    boolean insert(StoreId store, StandingOrder order) {
        return sql.insertIfAbsent(
                store,
                "insert into standing_order (store_id, id, series_id, member_id, lines, pickup_point_id, created_at)"
                        + " values (:store, ?, ?, ?, ?, ?, now())",
                order.id(),
                order.series(),
                order.member(),
                StandingOrder.write(order.lines()),
                order.pickupPoint());
    }

    void change(StoreId store, StandingOrder order) {
        sql.update(
                store,
                "update standing_order set lines = ?, pickup_point_id = ? where store_id = :store and series_id = ?"
                        + " and member_id = ?",
                StandingOrder.write(order.lines()),
                order.pickupPoint(),
                order.series(),
                order.member());
    }

    /** @param until null to resume it */
    boolean pause(StoreId store, CampaignId series, MemberId member, Instant until) {
        return sql.update(
                        store,
                        "update standing_order set paused_until = ? where store_id = :store and series_id = ?"
                                + " and member_id = ?",
                        until,
                        series,
                        member)
                == 1;
    }

    void delete(StoreId store, CampaignId series, MemberId member) {
        sql.update(
                store,
                "delete from standing_order where store_id = :store and series_id = ? and member_id = ?",
                series,
                member);
    }

    void deleteAll(StoreId store, MemberId member) {
        sql.update(store, "delete from standing_order where store_id = :store and member_id = ?", member);
    }

    /** Moves the orders of a member to another one, except where that one has an order in the same series. */
    void move(StoreId store, MemberId from, MemberId into) {
        sql.update(
                store,
                "update standing_order set member_id = ? where store_id = :store and member_id = ? and not exists"
                        + " (select 1 from standing_order o where o.store_id = :store and o.member_id = ?"
                        + " and o.series_id = standing_order.series_id)",
                into,
                from,
                into);
        deleteAll(store, from);
    }

    /**
     * The next orders that take part in a cycle and were not served in it, by their ids.
     *
     * @param after the last id of the batch before
     */
    List<StandingOrder> toServe(
            StoreId store, CampaignId series, CampaignId cycle, Instant opens, StandingOrderId after, int most) {
        return sql.list(
                store,
                "select o.* from standing_order o where o.store_id = :store and o.series_id = ? and o.id > ?"
                        + " and o.created_at <= ? and (o.paused_until is null or o.paused_until <= ?) and not exists"
                        + " (select 1 from standing_order_cycle s where s.store_id = o.store_id"
                        + " and s.standing_order_id = o.id and s.campaign_id = ?) order by o.id limit ?",
                StandingOrderRows::read,
                series,
                after,
                opens,
                opens,
                cycle,
                most);
    }

    /** Records how orders were served in a cycle; false if one of them was served before. */
    boolean served(StoreId store, CampaignId cycle, Map<StandingOrderId, Outcome> outcomes) {
        return sql.insertAllIfAbsent(
                store,
                "insert into standing_order_cycle (store_id, standing_order_id, campaign_id, outcome, served_at)"
                        + " values (:store, ?, ?, ?, now())",
                outcomes.entrySet().stream()
                        .map(one -> new Object[] {one.getKey(), cycle, one.getValue()})
                        .toList());
    }

    /** Deletes how orders were served in a cycle, whose orders are all served. */
    void forgetServed(StoreId store, CampaignId cycle) {
        sql.update(store, "delete from standing_order_cycle where store_id = :store and campaign_id = ?", cycle);
    }

    private static StandingOrder read(ResultSet row) throws SQLException {
        return new StandingOrder(
                StoreSql.id(row, "id", StandingOrderId::new),
                StoreSql.id(row, "series_id", CampaignId::new),
                StoreSql.id(row, "member_id", MemberId::new),
                StandingOrder.read(row.getString("lines")),
                row.getString("pickup_point_id"),
                StoreSql.instant(row, "paused_until"),
                StoreSql.instant(row, "created_at"));
    }
}
