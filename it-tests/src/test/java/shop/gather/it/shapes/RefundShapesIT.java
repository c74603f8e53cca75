package shop.gather.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.it.shapes.Floor.eur;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.gather.it.fixture.Database;
import shop.gather.it.shapes.Floor.Paid;

/** What the owner gives back for something else than the article leaves its commission and its rebate alone. */
class RefundShapesIT {

    @ParameterizedTest
    @EnumSource
    void aRefundForShippingLeavesTheCommissionAndTheRebate(Database database) {
        Floor floor = Floor.rebating(database);
        Paid anna = floor.paysForTea("pay-now");
        anna.place().await("PAID");
        floor.office().refundsShipping(anna.order().orderId(), eur("4.90"));

        floor.fills(anna.place());

        // 12.99 less the rebate.
        floor.awaitKept(anna.order(), "10.00");
        floor.awaitCommissionOn(anna.order(), "0.67");
        assertThat(anna.place().state()).isEqualTo("CONFIRMED");
        assertThat(floor.shop().record(anna.order().orderId()).refunds()).isEqualTo(2);
        assertThat(floor.alarms(anna.order())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRefundOfTaxOnlyLeavesTheCommission(Database database) {
        Floor floor = Floor.on(database);
        Paid anna = floor.paysForTea("pay-now");
        floor.fills(anna.place());
        floor.awaitCommissionOn(anna.order(), "0.67");

        floor.office().refundsTax(anna.order().orderId(), 0, eur("1.60"));
        floor.readsTheNews();

        floor.awaitCommissionOn(anna.order(), "0.67");
        assertThat(anna.place().state()).isEqualTo("CONFIRMED");
        assertThat(floor.alarms(anna.order())).isEmpty();
    }

    @Test
    void aRefundOfPartOfTheLineLowersTheCommission() {
        Floor floor = Floor.on(Database.POSTGRES);
        Paid anna = floor.paysForTea("pay-now");
        floor.fills(anna.place());
        floor.awaitCommissionOn(anna.order(), "0.67");

        floor.office().refundsLine(anna.order().orderId(), 0, eur("5.00"));

        // 8 % of 4.20.
        floor.awaitCommissionOn(anna.order(), "0.33");
        assertThat(anna.place().state()).isEqualTo("CONFIRMED");
    }
}
