package shop.gather.referral.commission;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.OrderFacts;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.Ids;
import shop.gather.platform.LeaderId;
import shop.gather.referral.CommissionId;
import shop.gather.referral.PlanId;
import shop.gather.spi.OrderSnapshot;

/** Orders whose credit is decided, read again and again as the intake would, for tests of what follows. */
public final class CreditedOrders {

    private final StoreDatabase database;
    private final Commissions commissions;
    private final PlanId plan;

    /** @param level1 and the other in basis points */
    public CreditedOrders(StoreDatabase database, int level1, int level2, Duration freeze) {
        this(database, level1, level2, EarningTerms.DEFAULT, freeze);
    }

    CreditedOrders(StoreDatabase database, int level1, int level2, EarningTerms terms, Duration freeze) {
        this.database = database;
        this.commissions = database.bean(Commissions.class);
        this.plan = database.bean(CommissionPlans.class)
                .adopt(
                        database.store(),
                        "owner:test",
                        new CommissionPlans.Terms("Test", level1, level2, terms, freeze, Duration.ofDays(90)))
                .id();
    }

    /** @param recruiter may be null */
    public void credit(String order, LeaderId leader, LeaderId recruiter) {
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(
                        database.store(),
                        "insert into attribution (store_id, id, order_id, leader_id, recruiter_id, plan_id, evidence, reason, decided_at)"
                                + " values (:store, ?, ?, ?, ?, ?, 'TEST', 'test', now())",
                        Ids.next(),
                        order,
                        leader,
                        recruiter,
                        plan));
    }

    public void read(OrderSnapshot order) {
        read(OrderRead.of(database.store(), order, Optional.empty()));
    }

    public void read(OrderRead read) {
        database.transactions().inStore(database.store(), () -> commissions.apply(read));
    }

    /** Several in one transaction. */
    public void readTogether(List<OrderSnapshot> orders) {
        List<OrderRead> reads = orders.stream()
                .map(order -> new OrderRead(database.store(), OrderFacts.of(order), Optional.empty(), true))
                .toList();
        database.transactions().inStore(database.store(), () -> commissions.apply(reads));
    }

    /** Lets the freeze of an order's commissions be over, and releases them as the sweeper would. */
    public void release(String order) {
        List<UUID> ids = database.transactions().inStore(database.store(), () -> {
            database.sql()
                    .update(
                            database.store(),
                            "update commission set release_at = created_at where store_id = :store and order_id = ?",
                            order);
            return database.sql()
                    .list(
                            database.store(),
                            "select id from commission where store_id = :store and order_id = ?",
                            row -> row.getObject("id", UUID.class),
                            order);
        });
        ids.forEach(id -> commissions.release(database.store(), new CommissionId(id)));
    }
}
