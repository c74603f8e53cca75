package shop.gather.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.fixture.Leader;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Commission is a function of what stays paid, whenever and however often Gather hears of it. */
class CommissionsIT {

    @ParameterizedTest
    @EnumSource
    void anyRefundShrinksCommissionInProportion(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        PlacedOrder order = scene.anOrderThrough(leader, 2, 1);
        Money whole = scene.awaitCommission(order);
        assertThat(whole.isPositive()).isTrue();

        for (String refund : List.of("5.00", "0.01", "12.34")) {
            scene.shop().refund(order.orderId(), scene.money(refund));
            Money left = scene.awaitCommission(order);
            assertThat(left.isPositive() && !left.isGreaterThan(whole)).isTrue();
            scene.awaitBalance(leader, "pending", left);
            scene.awaitBalance(recruiter, "pending", scene.earned(order, 2));
        }
        scene.booksBalance();
    }

    @Test
    void aFullRefundTakesAllCommissionBackWithoutAnybodyAsking() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader recruiter = scene.aLeader("Rosa");
        Leader leader = scene.aLeaderRecruitedBy(recruiter);
        PlacedOrder order = scene.anOrderThrough(leader);
        scene.awaitBalance(recruiter, "pending", scene.earned(order, 2));
        scene.awaitBalance(leader, "pending", scene.earned(order, 8));

        scene.shop().refund(order.orderId(), order.total());

        scene.awaitBalance(leader, "pending", scene.money("0"));
        scene.awaitBalance(recruiter, "pending", scene.money("0"));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void aRefundThatIsHeardOfBeforeTheSaleChangesNothing(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        PlacedOrder heardInOrder = scene.anOrderThrough(leader, 1, 1);
        scene.awaitCommission(heardInOrder);
        scene.shop().refund(heardInOrder.orderId(), scene.money("4.56"));
        Money wanted = scene.awaitCommission(heardInOrder);

        scene.shopIsNotHeard();
        PlacedOrder saleNotHeard = scene.anOrderThrough(leader, 1, 1);
        assertThat(scene.attributions(saleNotHeard)).isEmpty();
        scene.shopIsHeard();
        scene.shop().refund(saleNotHeard.orderId(), scene.money("4.56"));

        assertThat(scene.awaitCommission(saleNotHeard)).isEqualTo(wanted);
        scene.awaitBalance(leader, "pending", wanted.multipliedBy(2));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void aRefundAfterThePayoutMakesTheBalanceNegativeAndIsNettedLater(Database database) {
        Scene scene = Scene.on(database.server(), Scene.SHORT_FREEZE);
        Leader leader = scene.aLeader("Lena");
        PlacedOrder refunded = scene.anOrderThrough(leader, 1, 1);
        Money paid = scene.awaitCommission(refunded);
        scene.awaitBalance(leader, "available", paid);
        scene.paysOut(
                scene.asks(leader, paid.getAmount().toPlainString()).json().getString("id"));

        scene.shop().refund(refunded.orderId(), refunded.total());

        scene.awaitBalance(leader, "available", paid.negated());
        assertThat(scene.asks(leader, "0.01").problem()).isEqualTo("insufficient-balance");

        PlacedOrder later = scene.anOrderThrough(leader, 3, 1);
        Money more = scene.awaitCommission(later);
        scene.awaitBalance(leader, "available", more.minus(paid));
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void aRetriedPaymentIsOneReferralAndOneCommission(Database database) {
        Scene scene = Scene.on(database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeaderRecruitedBy(scene.aLeader("Rosa"));
        String click = leader.clicked(leader.aLink());
        Buyer buyer = scene.store().aBuyer("Mia", click);
        PlacedOrder order = scene.buys(buyer, click, 1, 0, Payment.DECLINED);

        scene.shop().payAgain(buyer.customer(), order.orderId(), Payment.DECLINED);
        scene.shop().payAgain(buyer.customer(), order.orderId(), Payment.AT_ONCE);

        scene.awaitCommission(order);
        assertThat(scene.commissions(order)).hasSize(2);
        assertThat(scene.attributions(order)).hasSize(1);
        assertThat(scene.attributions(order).get(0).getString("leaderId")).isEqualTo(leader.id());
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.earned(order, 8));
        scene.booksBalance();
    }

    @ParameterizedTest
    @CsvSource({"JPY,H2", "KWD,POSTGRES"})
    void commissionIsInTheCurrencyOfItsOrder(String currency, Database database) {
        Scene scene = Scene.in(CurrencyUnit.of(currency), database.server(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");

        PlacedOrder order = scene.anOrderThrough(leader, 2, 1);

        Money commission = scene.awaitCommission(order);
        assertThat(commission.getCurrencyUnit().getCode()).isEqualTo(currency);
        assertThat(commission.isPositive()).isTrue();
        assertThat(scene.balance(leader, "pending")).isEqualTo(commission);
        scene.booksBalance();
    }

    @Test
    void whatIsFrozenIsTheSumOfTheOrdersAndNotARunningTotal() {
        Scene scene = Scene.on(Shared.postgres(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        Money sum = scene.money("0");
        for (int second = 0; second < 3; second++) {
            PlacedOrder order = scene.anOrderThrough(leader, 2, second);
            sum = sum.plus(scene.awaitCommission(order));
        }
        scene.awaitBalance(leader, "pending", sum);
        scene.booksBalance();
    }

    @ParameterizedTest
    @EnumSource
    void aCommissionThatThawsWhileItsOrderChangesIsNeitherLostNorCountedTwice(Database database) {
        Scene scene = Scene.on(database.server(), Duration.ofSeconds(3));
        Leader leader = scene.aLeader("Lena");
        List<PlacedOrder> orders = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            orders.add(scene.anOrderThrough(leader));
        }

        // Refunds go on around the end of the freeze, until each has thawed.
        Await.until(
                "all to thaw while their orders change",
                Scene.PATIENCE,
                () -> {
                    orders.stream()
                            .filter(order -> scene.shop()
                                    .record(order.orderId())
                                    .refunded()
                                    .isLessThan(scene.money("5.00")))
                            .forEach(order -> scene.shop().refund(order.orderId(), scene.money("0.40")));
                    return orders.stream().allMatch(order -> scene.commissions(order).stream()
                            .anyMatch(found -> found.getString("state").equals("RELEASED")));
                },
                thawed -> thawed);

        Money sum = scene.money("0");
        for (PlacedOrder order : orders) {
            sum = sum.plus(scene.awaitCommission(order));
        }
        scene.awaitBalance(leader, "available", sum);
        assertThat(scene.balance(leader, "pending")).isEqualTo(scene.money("0"));
        scene.booksBalance();
    }

    @Test
    void aNewPlanLeavesWhatWasPromisedForEarlierOrders() {
        Scene scene = Scene.on(Shared.h2(), Scene.LONG_FREEZE);
        Leader leader = scene.aLeader("Lena");
        PlacedOrder order = scene.anOrderThrough(leader);
        scene.awaitCommission(order);

        scene.store().aCommissionPlan("50", "10", Scene.LONG_FREEZE);
        scene.shop().refund(order.orderId(), scene.money("2.00"));

        scene.awaitCommission(order);
        assertThat(scene.commissions(order).get(0).getString("percent")).startsWith("8");
        assertThat(Store.money(scene.commissions(order).get(0).getJsonObject("amount")))
                .isEqualTo(scene.earned(order, 8));
    }
}
