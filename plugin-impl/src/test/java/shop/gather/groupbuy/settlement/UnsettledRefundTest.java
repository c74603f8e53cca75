package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;

/**
 * The order shows a refund whose money has not left: the buyer is told that it came back once the shop at least says
 * that it is done, and it is asked for once.
 */
class UnsettledRefundTest {

    /** The shop's server stopped while its gateway worked, and the owner deletes what it left behind. */
    @OnBothDatabases
    void aPlaceIsNotReturnedByARefundThatTheShopDoesNotCallDone(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        place.asked(key);
        order.begin("p1", 1490, null, key);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.FAILED);
        order.lose(key);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.FAILED);
        assertThat(place.events("participation.returned")).isZero();
        assertThat(place.tasks()).isEmpty();

        order.refund("p1", 1490, null, key);
        place.read(order);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(place.events("participation.returned")).isEqualTo(1);
    }

    @OnBothDatabases
    void norByWhatACaptureGivesBackAtOnce(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.LATE);
        String capture = "capture-rest:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 1995, 490).paidIn(1).withoutTea(1);
        order.begin("p1", 1000, "l1", capture + "/rest");
        place.done(capture + "0", 1);
        place.read(order);
        assertThat(place.state()).as("another payment was captured").isEqualTo(State.LATE);

        place.done(capture, 1);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }

    /** A payment provider may need days. What becomes free in the order meanwhile is not the team's. */
    @OnBothDatabases
    void whatTheShopCallsDoneDoesNotKeepThePlaceOpen(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 1995, 490).paidIn(1).withoutTea(1);
        order.begin("p1", 1000, "l1", key);
        place.done(key, 11);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);

        order.withoutMug();
        place.read(order);
        assertThat(place.tasks()).as("the mug's money is its seller's matter").isEmpty();

        order.lose(key);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.kind())
                .isEqualTo("refund-not-seen"));
    }

    /** The shop keeps a refund that it would not settle: a person is still to do it. */
    @OnBothDatabases
    void whatTheShopRefusedStaysATaskUntilItIsSettled(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.FAILED);
        String key = "refund:" + place.id() + ":p1";
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1).cancelled();
        place.refused(key);
        place.read(order);
        order.begin("p1", 1490, null, key);
        place.read(order);
        assertThat(place.tasks()).singleElement().satisfies(task -> assertThat(task.kind())
                .isEqualTo("refund-to-pay"));
        assertThat(place.state()).isEqualTo(State.FAILED);

        order.settle(key);
        place.read(order);
        assertThat(place.tasks()).isEmpty();
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }
}
