package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.ledger.PayeeId;
import shop.gather.platform.LeaderId;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.StoreSql;
import shop.gather.referral.CommissionId;

/**
 * The commissions of orders that are read together, and their attributions. Runs with each order, so it is native (ADR
 * 35); {@link CommissionRows} reads the same table for people. Runs in the caller's transaction. Thread-safe.
 */
@Singleton
class OrderCommissions {

    private final StoreSql sql;

    @Inject
    OrderCommissions(StoreSql sql) {
        this.sql = sql;
    }

    /**
     * Who gets credit for an order, and by which plan.
     *
     * @param recruiter null if the leader has none
     * @param now by the database's clock
     */
    record Credit(
            LeaderId leader,
            LeaderId recruiter,
            int level1BasisPoints,
            int level2BasisPoints,
            EarningTerms earning,
            Duration freeze,
            Instant now) {}

    /** By order; without orders for which nobody gets credit, or no plan was in force. */
    Map<String, Credit> credits(StoreId store, List<String> orderIds) {
        Map<String, Credit> credits = new HashMap<>();
        sql.list(
                        store,
                        "select a.order_id, a.leader_id, a.recruiter_id, p.level1_basis_points, p.level2_basis_points,"
                                + " p.rounding, p.smallest_order, p.smallest_order_currency, p.credit_earns, p.freeze_period,"
                                + " current_timestamp as at from attribution a"
                                + " join commission_plan p on p.store_id = a.store_id and p.id = a.plan_id"
                                + " where a.store_id = :store and a.order_id in (" + places(orderIds)
                                + ") and a.leader_id is not null",
                        row -> Map.entry(
                                row.getString("order_id"),
                                new Credit(
                                        StoreSql.id(row, "leader_id", LeaderId::new),
                                        StoreSql.id(row, "recruiter_id", LeaderId::new),
                                        row.getInt("level1_basis_points"),
                                        row.getInt("level2_basis_points"),
                                        earning(row),
                                        Duration.parse(row.getString("freeze_period")),
                                        StoreSql.instant(row, "at"))),
                        orderIds.toArray())
                .forEach(credit -> credits.put(credit.getKey(), credit.getValue()));
        return credits;
    }

    /** The commissions of orders, locked. */
    List<Commission> lock(StoreId store, List<String> orderIds) {
        return sql.list(
                store,
                "select * from commission where store_id = :store and order_id in (" + places(orderIds)
                        + ") order by order_id, level for update",
                OrderCommissions::read,
                orderIds.toArray());
    }

    private static String places(List<String> values) {
        return StoreSql.marks(values.size());
    }

    /** A commission whose freeze period has ended and that was not released yet, locked. */
    Optional<Commission> lockDue(StoreId store, CommissionId id) {
        return sql.first(
                store,
                "select * from commission where store_id = :store and id = ? and state = 'PENDING' and release_at <= now() for update",
                OrderCommissions::read,
                id);
    }

    void insert(StoreId store, List<Commission> commissions) {
        sql.batch(
                store,
                "insert into commission (store_id, id, order_id, level, payee_id, basis_points, currency, base, posted, changes,"
                        + " state, release_at, created_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                commissions.stream()
                        .map(commission -> new Object[] {
                            commission.id(),
                            commission.orderId(),
                            commission.level(),
                            commission.payee(),
                            commission.basisPoints(),
                            commission.base().getCurrencyUnit().getCode(),
                            commission.base().getAmountMinorLong(),
                            commission.posted().getAmountMinorLong(),
                            commission.changes(),
                            commission.state(),
                            commission.releaseAt(),
                            commission.createdAt()
                        })
                        .toList());
    }

    /** Writes a locked commission; the statement checks its previous state. */
    void update(StoreId store, Commission before, Commission after) {
        int changed = sql.update(
                store,
                "update commission set base = ?, posted = ?, changes = ?, state = ? where store_id = :store and id = ?"
                        + " and changes = ? and state = ?",
                after.base().getAmountMinorLong(),
                after.posted().getAmountMinorLong(),
                after.changes(),
                after.state(),
                after.id(),
                before.changes(),
                before.state());
        if (changed != 1) {
            throw new IllegalStateException("commission " + after.id() + " changed under its lock");
        }
    }

    private static EarningTerms earning(ResultSet row) throws SQLException {
        String currency = row.getString("smallest_order_currency");
        return new EarningTerms(
                EarningTerms.Rounding.valueOf(row.getString("rounding")),
                currency == null ? null : Money.ofMinor(CurrencyUnit.of(currency), row.getLong("smallest_order")),
                row.getBoolean("credit_earns"));
    }

    private static Commission read(ResultSet row) throws SQLException {
        CurrencyUnit currency = CurrencyUnit.of(row.getString("currency"));
        return new Commission(
                StoreSql.id(row, "id", CommissionId::new),
                row.getString("order_id"),
                row.getInt("level"),
                StoreSql.id(row, "payee_id", PayeeId::new),
                row.getInt("basis_points"),
                Money.ofMinor(currency, row.getLong("base")),
                Money.ofMinor(currency, row.getLong("posted")),
                row.getInt("changes"),
                Commission.State.valueOf(row.getString("state")),
                StoreSql.instant(row, "release_at"),
                StoreSql.instant(row, "created_at"));
    }
}
