package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.MUG;
import static shop.gather.it.shapes.Floor.TEA;
import static shop.gather.it.shapes.Floor.eur;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Place;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/** One order with the articles of two campaigns pays for both places, and each line is judged alone. */
class TwoPlacesInOneOrderIT {

    private Floor floor;
    private Place tea;
    private Place mug;
    private PlacedOrder order;

    private void annaPaysForBoth(Floor where, String payment) {
        floor = where;
        Buyer anna = floor.aBuyer();
        tea = floor.opensTea(anna);
        mug = floor.opensMug(anna);
        order = floor.buys(
                anna, floor.cartFor(tea, mug).line(TEA, 1).line(MUG, 1).paid(payment));
        tea.await("PAID");
        mug.await("PAID");
    }

    @ParameterizedTest
    @CsvSource({"H2, authorize", "POSTGRES, authorize", "H2, pay-now", "POSTGRES, pay-now"})
    void theLineOfTheTeamThatFailsGoesAndTheOtherStays(Database database, String payment) {
        annaPaysForBoth(Floor.on(database), payment);

        floor.fills(tea);
        tea.await("CONFIRMED");
        floor.fails(mug);

        mug.await("RETURNED");
        Record record = floor.awaitKept(order, "14.90");
        assertThat(record.cancelled()).isFalse();
        assertThat(record.activeQuantities()).containsEntry(TEA, 1).containsEntry(MUG, 0);
        assertThat(tea.state()).isEqualTo("CONFIRMED");
        // 8 % of 8.40, which is 10.00 without its tax.
        floor.awaitCommissionOn(order, "0.67");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderIsCancelledWhenBothTeamsFail(Database database) {
        annaPaysForBoth(Floor.on(database), "pay-now");

        floor.fails(mug);
        floor.fails(tea);

        mug.await("RETURNED");
        tea.await("RETURNED");
        Record record = floor.awaitKept(order, "0.00");
        assertThat(record.cancelled()).isTrue();
        assertThat(record.refunded()).isEqualTo(order.total());
        floor.awaitCommissionOn(order, "0.00");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bothAreCapturedWhenBothTeamsSucceed(Database database) {
        annaPaysForBoth(Floor.on(database), "authorize");

        floor.fills(tea);
        floor.fills(mug);

        mug.await("CONFIRMED");
        tea.await("CONFIRMED");
        Record record = floor.awaitKept(order, "29.90");
        assertThat(record.refunds()).isZero();
        // 8 % of 8.40 and of 12.61.
        floor.awaitCommissionOn(order, "1.68");
        assertThat(floor.alarms(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRebateIsGivenForTheLineOfTheTeamThatSucceedsOnly(Database database) {
        annaPaysForBoth(Floor.rebating(database), "authorize");
        assertThat(order.total()).isEqualTo(eur("37.84"));

        floor.fails(mug);
        mug.await("RETURNED");
        floor.fills(tea);

        tea.await("CONFIRMED");
        Record record = floor.awaitKept(order, "14.90");
        assertThat(record.activeQuantities()).containsEntry(TEA, 1).containsEntry(MUG, 0);
        floor.awaitCommissionOn(order, "0.67");
        assertThat(floor.alarms(order)).isEmpty();
    }
}
