package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.TEA;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * Who pays at delivery does not pay in time. Such an order is never cancelled: the owner decides whether it pays for
 * its place.
 */
class CashOnDeliveryIT {

    private Floor floor;
    private Place annas;
    private PlacedOrder order;

    /** Noah has paid, and Anna's place ends before her order is delivered. The team has one free place. */
    private void theHoldEndsBeforeTheDelivery(Database database) {
        // Where the price comes by rebate, the hold is over at its time and not when the shop's checkout is.
        floor = Floor.rebating(database);
        String campaign = floor.campaign(TEA, "10.00", Duration.ofHours(24), Duration.ofSeconds(2));
        Place noahs = floor.opens(floor.aBuyer(), TEA, campaign);
        floor.buys(noahs.buyer(), floor.cartFor(noahs).line(TEA, 1).paid("authorize"));
        noahs.await("PAID");
        annas = floor.joins(floor.aBuyer(), noahs);
        endsUnpaid();
    }

    private void endsUnpaid() {
        order = floor.buys(annas.buyer(), floor.cartFor(annas).line(TEA, 1).paid("cash-on-delivery"));
        annas.await("EXPIRED");
        floor.awaitAlarms(order, "cash-on-delivery");
    }

    @ParameterizedTest
    @EnumSource
    void theOwnersDecisionStandsWhenTheOrderIsDelivered(Database database) {
        theHoldEndsBeforeTheDelivery(database);
        assertThat(floor.decides(annas, order, "DECLINE").status()).isEqualTo(200);
        floor.awaitAlarms(order);

        floor.office().settles(order.orderId(), 0, "pay-now");
        floor.readsTheNews();
        assertThat(annas.state()).isEqualTo("EXPIRED");
        assertThat(floor.alarms(order)).isEmpty();
        assertThat(floor.awaitKept(order, "17.89").cancelled()).isFalse();

        assertThat(floor.decides(annas, order, "ACCEPT").status()).isEqualTo(200);
        annas.await("CONFIRMED");
        // 17.89 less the rebate.
        assertThat(floor.awaitKept(order, "14.90").cancelled()).isFalse();
        floor.awaitCommissionOn(order, "0.67");
    }

    @Test
    void anOrderThatIsDeliveredAfterTheHoldTakesAFreePlace() {
        theHoldEndsBeforeTheDelivery(Database.POSTGRES);

        floor.office().settles(order.orderId(), 0, "pay-now");

        annas.await("CONFIRMED");
        assertThat(floor.awaitKept(order, "14.90").cancelled()).isFalse();
        floor.awaitAlarms(order);
    }

    @Test
    void anOrderThatIsDeliveredAfterItsTeamHasFailedStaysAsItIs() {
        floor = Floor.on(Database.H2);
        String campaign = floor.campaign(TEA, "10.00", Duration.ofSeconds(5), Duration.ofMinutes(15));
        annas = floor.opens(floor.aBuyer(), TEA, campaign);
        endsUnpaid();

        floor.office().settles(order.orderId(), 0, "pay-now");
        floor.readsTheNews();

        assertThat(annas.state()).isEqualTo("EXPIRED");
        floor.awaitAlarms(order, "cash-on-delivery");
        assertThat(floor.decides(annas, order, "ACCEPT").problem()).isEqualTo("conflict");
        assertThat(floor.decides(annas, order, "DECLINE").status()).isEqualTo(200);
        floor.awaitAlarms(order);
        Record record = floor.awaitKept(order, "14.90");
        assertThat(record.cancelled()).isFalse();
        assertThat(record.refunds()).isZero();
    }
}
