package shop.gather.referral.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.intake.OrderRead;
import shop.gather.spi.OrderSnapshot;

/** A deleted refund moves nothing in some shops: what depends on refunds is read again until it is final. */
class RefundRechecksTest {

    private static final String ORDER = "order-1";

    private static StoreDatabase shared;

    private StoreDatabase database;
    private CreditedOrders orders;

    @BeforeAll
    static void open() {
        shared = StoreDatabase.fresh();
    }

    @BeforeEach
    void store() {
        database = shared.anotherStore();
        orders = new CreditedOrders(database, 800, 200, Duration.ofDays(30));
        orders.credit(ORDER, database.leader(), null);
    }

    private static AnOrder anOrder() {
        return AnOrder.of().called(ORDER).line(10_000, 1_900).shipping(500).paid();
    }

    private void read(OrderSnapshot order) {
        orders.read(order);
        database.transactions().inStore(database.store(), () -> rechecks()
                .apply(OrderRead.of(database.store(), order, Optional.empty())));
    }

    private RefundRechecks rechecks() {
        return database.bean(RefundRechecks.class);
    }

    private void timePasses() {
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(database.store(), "update refund_recheck set recheck_at = now() where store_id = :store"));
    }

    private long count(String table, String condition) {
        return database.transactions().inStore(database.store(), () -> database.sql()
                .first(
                        database.store(),
                        "select count(*) as n from " + table + " where store_id = :store and " + condition,
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    private boolean isToBeReadAgain() {
        return count("order_snapshot", "dirty_since is not null") == 1;
    }

    @Test
    void anOrderWithARefundIsReadAgainWhileItsCommissionIsFrozen() {
        read(anOrder().snapshot());
        assertThat(count("refund_recheck", "true")).as("without a refund").isZero();
        read(anOrder().refunded(6_200).snapshot());
        read(anOrder().refunded(6_200).snapshot());
        rechecks().recheck(database.store(), ORDER);
        assertThat(isToBeReadAgain()).as("before its time").isFalse();
        timePasses();
        rechecks().recheck(database.store(), ORDER);
        assertThat(isToBeReadAgain()).isTrue();
        assertThat(count("refund_recheck", "recheck_at > now()"))
                .as("and again later")
                .isEqualTo(1);
    }

    @Test
    void anOrderWhoseCommissionIsFinalIsReadAgainNoMore() {
        read(anOrder().refunded(6_200).snapshot());
        orders.release(ORDER);
        timePasses();
        rechecks().recheck(database.store(), ORDER);
        assertThat(isToBeReadAgain()).isFalse();
        assertThat(count("refund_recheck", "true")).isZero();
    }
}
