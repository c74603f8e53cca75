package shop.gather.referral.commission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shop.gather.order.intake.Intake;
import shop.gather.order.intake.OrderProjection;
import shop.gather.order.intake.OrderRead;
import shop.gather.platform.StoreId;
import shop.gather.platform.config.GatherConfig;
import shop.gather.platform.database.StoreSql;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.work.DueRows;
import shop.gather.platform.work.Sweeper;
import shop.gather.platform.work.Work;

/**
 * Re-reads orders with refunds while one of their commissions is frozen. Some shops let a person delete a refund
 * without reporting a change of the order; without this the leader would lose the commission for money that the shop
 * kept. Thread-safe.
 */
@Singleton
public class RefundRechecks implements OrderProjection, Sweeper {

    private final int intervalSeconds =
            (int) GatherConfig.duration("gather.refund-recheck-interval", Duration.ofHours(6))
                    .toSeconds();
    private final StoreSql sql;
    private final Transactions transactions;
    private final DueRows due;
    private final Work work;
    private final Intake intake;

    @Inject
    RefundRechecks(StoreSql sql, Transactions transactions, DueRows due, Work work, Intake intake) {
        this.sql = sql;
        this.transactions = transactions;
        this.due = due;
        this.work = work;
        this.intake = intake;
    }

    /**
     * Runs under the order's lock, after the order's commissions were updated. Orders without a refund need no
     * statement.
     */
    @Override
    public void apply(OrderRead read) {
        String orderId = read.order().orderId();
        boolean refunded = read.order().payments().stream()
                .anyMatch(payment -> !payment.refunds().isEmpty());
        if (refunded && isFrozen(read.store(), orderId)) {
            sql.insertIfAbsent(
                    read.store(),
                    "insert into refund_recheck (store_id, order_id, recheck_at)"
                            + " values (:store, ?, now() + cast(? as integer) * interval '1' second)",
                    orderId,
                    intervalSeconds);
        }
    }

    @Override
    public void sweep() {
        Map<StoreId, List<String>> byStore = due.of("refund_recheck", "order_id", "recheck_at").stream()
                .collect(Collectors.groupingBy(
                        DueRows.Due::store,
                        LinkedHashMap::new,
                        Collectors.mapping(DueRows.Due::key, Collectors.toList())));
        byStore.forEach((store, orders) ->
                work.soon(store, "refund-recheck:" + store, () -> orders.forEach(order -> recheck(store, order))));
    }

    /** Schedules a read of an order, or ends its rechecks if nothing depends on its refunds any more. */
    void recheck(StoreId store, String orderId) {
        transactions.inStore(store, () -> {
            if (!isFrozen(store, orderId)) {
                sql.update(store, "delete from refund_recheck where store_id = :store and order_id = ?", orderId);
                return;
            }
            int waiting = sql.update(
                    store,
                    "update refund_recheck set recheck_at = now() + cast(? as integer) * interval '1' second"
                            + " where store_id = :store and order_id = ? and recheck_at <= now()",
                    intervalSeconds,
                    orderId);
            if (waiting == 1) {
                intake.mark(store, orderId);
            }
        });
    }

    private boolean isFrozen(StoreId store, String orderId) {
        return sql.first(
                        store,
                        "select id from commission where store_id = :store and order_id = ? and state = 'PENDING' limit 1",
                        row -> true,
                        orderId)
                .isPresent();
    }
}
