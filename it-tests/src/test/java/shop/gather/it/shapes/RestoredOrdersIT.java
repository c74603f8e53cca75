package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Paid;

/** An order whose place was confirmed is cancelled in the shop, and stands again later. */
class RestoredOrdersIT {

    private Floor floor;
    private Paid anna;

    private void confirmedCancelledAndRestored(Database database) {
        floor = Floor.on(database);
        anna = floor.paysForTea("pay-now");
        floor.fills(anna.place());
        anna.place().await("CONFIRMED");
        floor.awaitCommissionOn(anna.order(), "0.67");
        floor.shop().cancel(anna.order().orderId());
        anna.place().await("RETURNED");
        floor.awaitCommissionOn(anna.order(), "0.00");
        floor.office().restores(anna.order().orderId());
        floor.awaitAlarms(anna.order(), "order-restored");
    }

    @ParameterizedTest
    @EnumSource
    void thePlaceAndTheCommissionComeBackWhenTheOwnerAcceptsTheOrder(Database database) {
        confirmedCancelledAndRestored(database);

        assertThat(floor.decides(anna.place(), anna.order(), "ACCEPT").status()).isEqualTo(200);

        anna.place().await("CONFIRMED");
        floor.awaitCommissionOn(anna.order(), "0.67");
        floor.awaitAlarms(anna.order());
        assertThat(floor.awaitKept(anna.order(), "14.90").refunds()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderStaysAsItIsWhenTheOwnerDeclinesIt(Database database) {
        confirmedCancelledAndRestored(database);

        assertThat(floor.decides(anna.place(), anna.order(), "DECLINE").status())
                .isEqualTo(200);

        floor.awaitAlarms(anna.order());
        floor.readsTheNews();
        assertThat(anna.place().state()).isEqualTo("RETURNED");
        assertThat(floor.awaitKept(anna.order(), "14.90").cancelled()).isFalse();
    }
}
