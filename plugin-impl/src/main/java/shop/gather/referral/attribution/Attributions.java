package shop.gather.referral.attribution;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.event.Events;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.shop.clock.ShopClocks;
import shop.gather.shop.clock.ShopTime;

/** Decides once who gets credit for an order, under the order's lock, and tells it afterwards. Thread-safe. */
@Singleton
public class Attributions implements OrderProjection {

    private final Transactions transactions;
    private final StoreSql sql;
    private final AttributionEvidence evidence;
    private final ShopClocks clocks;
    private final Events events;

    @Inject
    Attributions(
            Transactions transactions, StoreSql sql, AttributionEvidence evidence, ShopClocks clocks, Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.evidence = evidence;
        this.clocks = clocks;
        this.events = events;
    }

    /**
     * What one statement tells of an order's standing.
     *
     * @param plan the commission plan in force when the order was placed; null if there was none
     * @param bonds of the buyer that may have been in force then, earliest first
     */
    record Standing(boolean decided, UUID plan, List<BondRow> bonds) {}

    @Override
    public void apply(OrderRead read) {
        apply(List.of(read));
    }

    @Override
    public void apply(List<OrderRead> reads) {
        List<Object[]> decided = new ArrayList<>();
        List<AttributionEvent> credited = new ArrayList<>();
        for (OrderRead read : reads) {
            if (read.facts().paid()) {
                ShopTime placed = clocks.time(read.store(), read.order().placedAt());
                Standing standing = standing(read, placed);
                if (!standing.decided()) {
                    decide(read, placed, standing, decided, credited);
                }
            }
        }
        if (!decided.isEmpty()) {
            StoreId store = reads.get(0).store();
            sql.batch(
                    store,
                    "insert into attribution (store_id, order_id, id, member_id, leader_id, recruiter_id, plan_id, evidence, reason,"
                            + " decided_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, now())",
                    decided);
            events.emit(store, credited);
        }
    }

    /** Who gets credit for an order; empty while it is not decided. */
    Optional<Attribution> of(StoreId store, String orderId) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from attribution where store_id = :store and order_id = ?",
                        Attributions::row,
                        orderId));
    }

    /** A page of attributions, newest first. */
    Page<Attribution> page(StoreId store, String cursor, int limit) {
        return cut(
                transactions.inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select * from attribution where store_id = :store and id < ? order by id desc limit ?",
                                Attributions::row,
                                Page.before(cursor),
                                limit + 1)),
                limit);
    }

    /** A page of a leader's attributions, newest first. */
    Page<Attribution> pageOf(StoreId store, UUID leader, String cursor, int limit) {
        return cut(
                transactions.inStore(
                        store,
                        () -> sql.list(
                                store,
                                "select * from attribution where store_id = :store and leader_id = ? and id < ?"
                                        + " order by id desc limit ?",
                                Attributions::row,
                                leader,
                                Page.before(cursor),
                                limit + 1)),
                limit);
    }

    private static Page<Attribution> cut(List<Attribution> rows, int limit) {
        return Page.of(rows, limit, Attribution::id, attribution -> attribution);
    }

    /** Of two plans that may have been in force, because the shop's clock is known only so well, the earlier counts. */
    private Standing standing(OrderRead read, ShopTime placed) {
        List<Standing> rows = sql.list(
                read.store(),
                "select a.order_id, p.id as plan_id, " + BondRow.COLUMNS + " from (select 1 as one) always"
                        + " left join attribution a on a.store_id = :store and a.order_id = ?"
                        + " left join commission_plan p on p.store_id = :store and p.created_at <= ?"
                        + " and (p.replaced_at is null or p.replaced_at > ?)"
                        + " left join referral b on b.store_id = :store and b.member_id = ? and b.bound_at <= ?"
                        + " and b.expires_at > ? order by p.created_at, b.bound_at",
                row -> new Standing(
                        row.getString("order_id") != null,
                        StoreSql.uuid(row, "plan_id"),
                        StoreSql.uuid(row, "leader_id") == null ? List.of() : List.of(BondRow.read(row))),
                read.order().orderId(),
                placed.latest(),
                placed.earliest(),
                read.member().orElse(null),
                placed.latest(),
                placed.earliest());
        Standing first = rows.get(0);
        List<BondRow> bonds = rows.stream()
                .flatMap(row -> row.bonds().stream())
                .distinct()
                .sorted(Comparator.comparing(BondRow::boundAt))
                .toList();
        return new Standing(first.decided(), first.plan(), bonds);
    }

    private void decide(
            OrderRead read,
            ShopTime placed,
            Standing standing,
            List<Object[]> decided,
            List<AttributionEvent> credited) {
        AttributionRules.Decision decision = AttributionRules.decide(evidence.collect(read, placed, standing));
        decided.add(new Object[] {
            read.order().orderId(),
            Ids.next(),
            read.member().orElse(null),
            decision.leader().orElse(null),
            decision.recruiter().orElse(null),
            standing.plan(),
            decision.evidence(),
            decision.reason()
        });
        decision.leader()
                .ifPresent(leader -> credited.add(new AttributionEvent.OrderAttributed(
                        read.order().orderId(), leader, decision.evidence(), decision.reason())));
    }

    private static Attribution row(ResultSet row) throws SQLException {
        return new Attribution(
                StoreSql.uuid(row, "id"),
                row.getString("order_id"),
                StoreSql.uuid(row, "member_id"),
                StoreSql.uuid(row, "leader_id"),
                StoreSql.uuid(row, "recruiter_id"),
                StoreSql.uuid(row, "plan_id"),
                Evidence.Kind.valueOf(row.getString("evidence")),
                row.getString("reason"),
                StoreSql.instant(row, "decided_at"));
    }
}
