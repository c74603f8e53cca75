package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.MUG;
import static shop.gather.it.shapes.Floor.TEA;
import static shop.gather.it.shapes.Floor.eur;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Paid;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** Money that the owner took by hand, or that is taken beside the article's price. Tea and shipping are 14.90. */
class CapturesByHandIT {

    @ParameterizedTest
    @EnumSource
    void theRestOfAnAuthorizationIsCapturedWhenTheTeamSucceeds(Database database) {
        Floor floor = Floor.on(database);
        Paid anna = floor.paysForTea("authorize");
        anna.place().await("PAID");
        floor.office().captures(anna.order().orderId(), 0, eur("6.00"));

        floor.fills(anna.place());

        Record record = floor.awaitKept(anna.order(), "14.90");
        assertThat(record.captures()).isEqualTo(2);
        assertThat(record.refunds()).isZero();
        floor.awaitCommissionOn(anna.order(), "0.67");
        assertThat(floor.alarms(anna.order())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theRestThatACaptureLetGoIsAskedOfTheBuyer(Database database) {
        Floor floor = Floor.on(database);
        Paid anna = floor.paysForTea("authorize");
        anna.place().await("PAID");
        floor.office().capturesFinally(anna.order().orderId(), 0, eur("6.00"));

        floor.fills(anna.place());

        Await.until(
                "the buyer to be told", Floor.PATIENCE, () -> anna.place().now(), place -> place.getString("reason", "")
                        .startsWith("payment-declined"));
        floor.shop().payAgain(anna.place().buyer().customer(), anna.order().orderId(), Payment.AUTHORIZE);
        floor.awaitKept(anna.order(), "14.90");
        anna.place().await("CONFIRMED");
        floor.awaitCommissionOn(anna.order(), "0.67");
        floor.awaitAlarms(anna.order());
    }

    @ParameterizedTest
    @EnumSource
    void aSurchargeIsCapturedAndEarnsNoCommission(Database database) {
        Floor floor = Floor.on(database);
        floor.office().adjustment("wrapping", eur("5.00"));
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(
                anna, floor.cartFor(place).line(TEA, 1).adjustment("wrapping").paid("authorize"));

        floor.fills(place);

        Record record = floor.awaitKept(order, "19.90");
        assertThat(record.captures()).isEqualTo(1);
        assertThat(record.refunds()).isZero();
        floor.awaitCommissionOn(order, "0.67");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @Test
    void aTipIsKeptAndEarnsNoCommission() {
        Floor floor = Floor.on(Database.H2);
        Paid anna = floor.paysForTea("authorize");
        floor.office().capturesWithTip(anna.order().orderId(), 0, eur("16.90"), eur("2.00"));

        floor.fills(anna.place());

        anna.place().await("CONFIRMED");
        Record record = floor.awaitKept(anna.order(), "16.90");
        assertThat(record.refunds()).isZero();
        floor.awaitCommissionOn(anna.order(), "0.67");
        assertThat(floor.alarms(anna.order())).isEmpty();
    }

    @Test
    void aLineWhoseProductIsDeletedEarnsByThePlan() {
        Floor floor = Floor.on(Database.POSTGRES);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order =
                floor.buys(anna, floor.cartFor(place).line(TEA, 1).line(MUG, 1).paid("authorize"));
        place.await("PAID");
        floor.office().exchangesForCustomItem(order.orderId(), 1, "Engraved mug");

        floor.fills(place);

        floor.awaitKept(order, "34.85");
        // 8 % of 8.40 and 16.76.
        floor.awaitCommissionOn(order, "2.01");
        assertThat(floor.alarms(order)).isEmpty();
    }
}
