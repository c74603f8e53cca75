package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.work.SchedulingWithoutServer;

/**
 * WooCommerce takes all that was authorized and then gives back what was not asked for. An order that is read in
 * between shows too much.
 */
class CaptureUnderWayTest {

    @OnBothDatabases
    void noRefundIsAskedForWhileTheOrderIsCaptured(StoreDatabase database) {
        PlacesOnDatabase place = aFailedPlaceBesideAMug(database);
        PaidOrder order = theMugIsLeft();
        place.asked(capture(place));
        place.read(order);
        assertThat(place.commands()).containsOnlyKeys(capture(place));

        order.refund("p1", 1000, "l1", capture(place) + "/rest");
        place.done(capture(place), 0);
        place.read(order);
        assertThat(place.commands()).containsOnlyKeys(capture(place));
        assertThat(place.state()).isEqualTo(State.RETURNED);
    }

    @OnBothDatabases
    void norByAReadThatBeganBeforeTheCaptureEnded(StoreDatabase database) {
        PlacesOnDatabase place = aFailedPlaceBesideAMug(database);
        place.done(capture(place), 0);
        place.markedWhileItIsRead();
        place.read(theMugIsLeft());
        assertThat(place.commands()).containsOnlyKeys(capture(place));
    }

    @OnBothDatabases
    void norWhereALaterReadHasTakenTheMarkAway(StoreDatabase database) {
        PlacesOnDatabase place = aFailedPlaceBesideAMug(database);
        place.done(capture(place), 0);
        place.markedWhileItIsRead();
        place.readOnceMore();
        place.read(theMugIsLeft());
        assertThat(place.commands()).containsOnlyKeys(capture(place));
    }

    @OnBothDatabases
    void itIsAskedForOnceTheCaptureHasEndedAndTheMoneyIsStillThere(StoreDatabase database) {
        PlacesOnDatabase place = aFailedPlaceBesideAMug(database);
        place.done(capture(place), 0);
        place.markedWhileItIsRead();
        place.unmarked();
        place.read(theMugIsLeft());
        assertThat(place.commands()).containsKey("refund:" + place.id() + ":p1");
    }

    private static PlacesOnDatabase aFailedPlaceBesideAMug(StoreDatabase database) {
        StoreDatabase own = database.anotherNode();
        SchedulingWithoutServer.on(own);
        return new PlacesOnDatabase(own, PriceBy.OFFER, State.FAILED);
    }

    private static PaidOrder theMugIsLeft() {
        return new PaidOrder(1, 1000, 1995, 490).paidIn(1).withoutTea(1);
    }

    private static String capture(PlacesOnDatabase place) {
        return "capture-rest:" + place.id() + ":p1";
    }
}
