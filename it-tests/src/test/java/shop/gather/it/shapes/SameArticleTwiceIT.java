package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.TEA;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** An order with the team's article on two lines, one of them at the shop's own price. */
class SameArticleTwiceIT {

    @ParameterizedTest
    @CsvSource({"H2, authorize", "POSTGRES, authorize", "H2, pay-now", "POSTGRES, pay-now"})
    void onlyTheLineAtTheGroupPriceIsCancelledWhenTheTeamFails(Database database, String payment) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order =
                floor.buys(anna, floor.cartFor(place).line(TEA, 1).line(TEA, 2).paid(payment));
        place.await("PAID");

        floor.fails(place);

        place.await("RETURNED");
        // Two at 12.99 and shipping stay.
        Record record = floor.awaitKept(order, "30.88");
        assertThat(record.cancelled()).isFalse();
        assertThat(floor.office().line(order.orderId(), 0).getInt("cancelledQuantity"))
                .isEqualTo(1);
        assertThat(floor.office().line(order.orderId(), 1).getInt("cancelledQuantity"))
                .isZero();
        // 8 % of 21.83, which is 25.98 without its tax.
        floor.awaitCommissionOn(order, "1.74");
        assertThat(floor.alarms(order)).isEmpty();
    }
}
