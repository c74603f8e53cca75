package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/** What the store's owner and the store's systems are told of rebates, on both databases. */
class RebatesOnDatabaseTest {

    @OnBothDatabases
    void aRebateOfAnOrderThatWasNotAllTakenIsATaskThatSaysWhy(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.PAID);
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidOnly(1500);
        place.read(order);
        assertThat(place.tasks()).as("before the team has succeeded").isEmpty();

        place.become(State.CONFIRMED);
        place.read(order);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("rebate-waits");
            assertThat(task.message())
                    .contains("EUR 2.99", "order R-7", "customer customer-1", "EUR 15.00 of EUR 17.89");
        });

        order.refund(299, null, null);
        place.read(order);
        assertThat(place.tasks()).as("given back by hand").isEmpty();
    }

    @OnBothDatabases
    void theTaskEndsWhenTheRestWasTaken(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.CONFIRMED);
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidOnly(1500);
        place.read(order);
        assertThat(place.tasks()).hasSize(1);
        // The shop has given the rebate back itself by the time that Gather looks.
        order.paidOnly(289).refund(299, "l1", null);
        place.read(order);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void thatARebateHasComeBackIsToldOnce(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.CONFIRMED);
        String key = "rebate:" + place.id() + ":p1";
        place.done(key, 1);
        PaidOrder order = new PaidOrder(2, 2598, 0, 490).paidIn(1);
        place.read(order);
        assertThat(place.events("participation.rebated")).isZero();
        order.refund("p1", 598, "l1", key);
        place.read(order);
        place.read(order);
        assertThat(place.events("participation.rebated")).isEqualTo(1);

        order.lose(key);
        place.read(order);
        order.refund("p1", 598, "l1", key);
        place.read(order);
        order.withoutTea(1);
        place.read(order);
        assertThat(place.events("participation.rebated"))
                .as("also after it was lost and found, and when a piece went back")
                .isEqualTo(1);
    }

    @OnBothDatabases
    void aRebateIsNotToldBeforeItsMoneyHasLeft(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.CONFIRMED);
        String key = "rebate:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidIn(1);
        place.asked(key);
        order.begin("p1", 299, "l1", key);
        place.read(order);
        assertThat(place.events("participation.rebated"))
                .as("the shop keeps it and has not paid")
                .isZero();

        order.lose(key);
        place.read(order);
        order.begin("p1", 299, "l1", key);
        place.done(key, 1);
        place.read(order);
        assertThat(place.events("participation.rebated"))
                .as("the provider has it in hand")
                .isZero();

        order.settle(key);
        place.read(order);
        place.read(order);
        assertThat(place.events("participation.rebated")).isEqualTo(1);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void whatCameBackBeforeTheTeamSucceededIsToldWhenItHas(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.REBATE, State.PAID);
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidIn(1);
        order.refund(299, null, null);
        place.read(order);
        assertThat(place.events("participation.rebated")).isZero();

        place.become(State.CONFIRMED);
        place.read(order);
        assertThat(place.events("participation.rebated")).isEqualTo(1);
    }
}
