package shop.gather.referral;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.gather.host.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.outbox.Events;
import shop.gather.spi.OrderSnapshot;

/** Decides once who gets credit for an order, under the order's lock, and tells it afterwards. Thread-safe. */
@Singleton
class Attributions {

    private final Transactions transactions;
    private final StoreSql sql;
    private final AttributionEvidence evidence;
    private final Events events;

    @Inject
    Attributions(Transactions transactions, StoreSql sql, AttributionEvidence evidence, Events events) {
        this.transactions = transactions;
        this.sql = sql;
        this.evidence = evidence;
        this.events = events;
    }

    /**
     * What one statement tells of an order's standing.
     *
     * @param bond null if the buyer is bound to nobody
     */
    record Standing(boolean decided, UUID plan, Bond bond) {

        record Bond(UUID leader, Instant boundAt, Instant expiresAt) {}
    }

    void on(@Observes @Priority(OrderRead.ATTRIBUTION) OrderRead read) {
        if (!isPaidFor(read.order())) {
            return;
        }
        Standing standing = standing(read);
        if (!standing.decided()) {
            decide(read, standing);
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

    private static boolean isPaidFor(OrderSnapshot order) {
        return order.payments().stream()
                .anyMatch(payment -> payment.state() == OrderSnapshot.PaymentState.AUTHORIZED
                        || payment.state() == OrderSnapshot.PaymentState.CAPTURED);
    }

    private Standing standing(OrderRead read) {
        return sql.first(
                        read.store(),
                        "select a.order_id, p.id as plan_id, b.leader_id, b.bound_at, b.expires_at from store s"
                                + " left join attribution a on a.store_id = s.id and a.order_id = ?"
                                + " left join commission_plan p on p.store_id = s.id and p.current_store_id is not null"
                                + " left join referral b on b.store_id = s.id and b.member_id = ? where s.id = :store",
                        row -> new Standing(
                                row.getString("order_id") != null,
                                StoreSql.uuid(row, "plan_id"),
                                StoreSql.uuid(row, "leader_id") == null
                                        ? null
                                        : new Standing.Bond(
                                                StoreSql.uuid(row, "leader_id"),
                                                StoreSql.instant(row, "bound_at"),
                                                StoreSql.instant(row, "expires_at"))),
                        read.order().orderId(),
                        read.member().orElse(null))
                .orElseThrow();
    }

    private void decide(OrderRead read, Standing standing) {
        AttributionRules.Decision decision = AttributionRules.decide(evidence.collect(read, standing));
        sql.update(
                read.store(),
                "insert into attribution (store_id, order_id, id, member_id, leader_id, recruiter_id, plan_id, evidence, reason,"
                        + " decided_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, now())",
                read.order().orderId(),
                Ids.next(),
                read.member().orElse(null),
                decision.leader().orElse(null),
                decision.recruiter().orElse(null),
                standing.plan(),
                decision.evidence(),
                decision.reason());
        decision.leader().ifPresent(leader -> {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("orderId", read.order().orderId());
            data.put("leaderId", leader);
            data.put("evidence", decision.evidence());
            data.put("reason", decision.reason());
            events.emit(read.store(), "order.attributed", data);
        });
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
