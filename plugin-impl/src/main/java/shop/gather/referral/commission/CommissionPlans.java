package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.DatabaseClock;
import shop.gather.platform.database.DuplicateKey;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.Page;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * A store's commission plans: one in force, the earlier ones kept. A store without one pays no commission. Thread-safe.
 */
@Singleton
public class CommissionPlans {

    private final Transactions transactions;
    private final StoreSql sql;
    private final DatabaseClock clock;
    private final AuditLog audit;

    @Inject
    CommissionPlans(Transactions transactions, StoreSql sql, DatabaseClock clock, AuditLog audit) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** What a plan is to say; checked by {@link CommissionPlanResource}. */
    record Terms(
            String name,
            int level1BasisPoints,
            int level2BasisPoints,
            EarningTerms earning,
            Duration freezePeriod,
            Duration referralPeriod) {}

    /** The plan in force; empty where commission was never planned. One statement. */
    Optional<CommissionPlan> current(StoreId store) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from commission_plan where store_id = :store and current_store_id = :store",
                        CommissionPlans::read));
    }

    Optional<CommissionPlan> find(StoreId store, UUID id) {
        return transactions.inStore(
                store,
                () -> sql.first(
                        store,
                        "select * from commission_plan where store_id = :store and id = ?",
                        CommissionPlans::read,
                        id));
    }

    Page<CommissionPlan> page(StoreId store, String cursor, int limit) {
        List<CommissionPlan> rows = transactions.inStore(
                store,
                () -> sql.list(
                        store,
                        "select * from commission_plan where store_id = :store and id < ? order by id desc limit ?",
                        CommissionPlans::read,
                        Page.before(cursor),
                        limit + 1));
        return Page.of(rows, limit, CommissionPlan::id, plan -> plan);
    }

    /** Puts a new plan in force for orders that are placed from now on. */
    CommissionPlan adopt(StoreId store, String actor, Terms terms) {
        return transactions.inStore(store, () -> {
            UUID id = Ids.next();
            Instant now = clock.now();
            EarningTerms earning = terms.earning();
            Money smallest = earning.smallestOrder();
            sql.update(
                    store,
                    "update commission_plan set current_store_id = null, replaced_at = ? where store_id = :store and "
                            + "current_store_id is not null",
                    now);
            try {
                sql.update(
                        store,
                        "insert into commission_plan (store_id, id, name, level1_basis_points, level2_basis_points, rounding,"
                                + " smallest_order, smallest_order_currency, credit_earns, freeze_period, "
                                + "referral_period, current_store_id,"
                                + " created_at) values (:store, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, :store, ?)",
                        id,
                        terms.name(),
                        terms.level1BasisPoints(),
                        terms.level2BasisPoints(),
                        earning.rounding(),
                        smallest == null ? null : smallest.getAmountMinorLong(),
                        smallest == null ? null : smallest.getCurrencyUnit().getCode(),
                        earning.creditEarns(),
                        terms.freezePeriod().toString(),
                        terms.referralPeriod().toString(),
                        now);
            } catch (DuplicateKey raced) {
                throw new ProblemException(
                        ProblemCode.CONFLICT,
                        "Another plan came into force at this moment; look at it, and repeat if yours shall replace it.");
            }
            audit.record(
                    store,
                    actor,
                    "commission-plan.adopted",
                    "commission-plan:" + id,
                    terms.name() + ": " + CommissionRate.percent(terms.level1BasisPoints()) + " % and "
                            + CommissionRate.percent(terms.level2BasisPoints()) + " %, frozen for "
                            + terms.freezePeriod());
            return find(store, id).orElseThrow();
        });
    }

    /** The terms in a row of the table. */
    static EarningTerms earning(ResultSet row) throws SQLException {
        String currency = row.getString("smallest_order_currency");
        return new EarningTerms(
                EarningTerms.Rounding.valueOf(row.getString("rounding")),
                currency == null ? null : Money.ofMinor(CurrencyUnit.of(currency), row.getLong("smallest_order")),
                row.getBoolean("credit_earns"));
    }

    private static CommissionPlan read(ResultSet row) throws SQLException {
        return new CommissionPlan(
                StoreSql.uuid(row, "id"),
                row.getString("name"),
                row.getInt("level1_basis_points"),
                row.getInt("level2_basis_points"),
                earning(row),
                Duration.parse(row.getString("freeze_period")),
                Duration.parse(row.getString("referral_period")),
                StoreSql.uuid(row, "current_store_id") != null,
                StoreSql.instant(row, "created_at"));
    }
}
