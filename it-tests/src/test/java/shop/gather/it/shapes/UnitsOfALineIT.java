package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.TEA;
import static shop.gather.it.shapes.Floor.eur;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** A line of three of the team's article, of which one has the group price: 10.00 and twice 12.99. */
class UnitsOfALineIT {

    @ParameterizedTest
    @CsvSource({"H2, authorize", "POSTGRES, authorize", "H2, pay-now", "POSTGRES, pay-now"})
    void onlyTheUnitAtTheGroupPriceIsCancelledWhenTheTeamFails(Database database, String payment) {
        Floor floor = Floor.on(database);
        Buyer anna = floor.aBuyer();
        Place place = floor.opensTea(anna);
        PlacedOrder order = floor.buys(anna, floor.cartFor(place).line(TEA, 3).paid(payment));
        assertThat(order.total()).isEqualTo(eur("40.88"));
        place.await("PAID");

        floor.fails(place);

        place.await("RETURNED");
        Record record = floor.awaitKept(order, "30.88");
        assertThat(record.cancelled()).isFalse();
        assertThat(record.activeQuantities()).containsEntry(TEA, 2);
        floor.awaitAlarms(order);
    }
}
