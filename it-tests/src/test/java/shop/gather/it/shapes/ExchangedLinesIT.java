package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.MUG;
import static shop.gather.it.shapes.Floor.TEA;
import static shop.gather.it.shapes.Floor.eur;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Await;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Paid;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** The owner exchanges the team's article in an order before the team has succeeded. */
class ExchangedLinesIT {

    @ParameterizedTest
    @EnumSource
    void anotherArticleFreesThePlaceAndItsMoneyGoesBack(Database database) {
        Floor floor = Floor.on(database);
        Paid anna = floor.paysForTea("authorize");
        anna.place().await("PAID");

        floor.office().exchanges(anna.order().orderId(), 0, MUG);

        anna.place().await("WITHDRAWN");
        Await.until(
                "the order to be cancelled",
                Floor.PATIENCE,
                () -> floor.shop().record(anna.order().orderId()),
                Record::cancelled);
        floor.awaitKept(anna.order(), "0.00");
        floor.awaitAlarms(anna.order());
    }

    @ParameterizedTest
    @EnumSource
    void anotherVariantOfTheProductKeepsThePlaceWhereTheCampaignAllowsIt(Database database) {
        Floor floor = Floor.on(database);
        String roasted = "roasted-" + UUID.randomUUID();
        floor.office().variant(roasted, TEA, eur("12.99"));
        Buyer anna = floor.aBuyer();
        Place place = floor.opens(anna, TEA, floor.campaignThatKeepsExchanges(TEA, "10.00"));
        PlacedOrder order = floor.buys(anna, floor.cartFor(place).line(TEA, 1).paid("authorize"));
        place.await("PAID");

        floor.office().exchanges(order.orderId(), 0, roasted);
        floor.fills(place);

        place.await("CONFIRMED");
        Record record = floor.awaitKept(order, "14.90");
        assertThat(record.activeQuantities()).containsEntry(roasted, 1);
        floor.awaitCommissionOn(order, "0.67");
        floor.awaitAlarms(order);
    }
}
