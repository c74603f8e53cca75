package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.platform.work.SchedulingWithoutServer;

/** What a buyer is told of the own place, once, however often the order is read. */
class PlaceMessagesTest {

    private PlacesOnDatabase place;

    private void aPlace(StoreDatabase shared, PriceBy by, State state) {
        StoreDatabase own = shared.anotherNode();
        SchedulingWithoutServer.on(own);
        place = new PlacesOnDatabase(own, by, state);
    }

    private static AnyOrder order() {
        return AnyOrder.inEuro()
                .placed(PlacesOnDatabase.ORDER, "mia", AnyOrder.THEN)
                .article("tea", 1, 1_000);
    }

    /** Each message of the buyer about the place: its kind and its values. */
    private List<String> told() {
        StoreDatabase database = place.database();
        return database.transactions().inStore(database.store(), () -> database.sql()
                .list(
                        database.store(),
                        "select kind, details from message where store_id = :store and member_id = ? and subject_id = ?"
                                + " order by id",
                        row -> row.getString("kind") + " " + row.getString("details"),
                        place.member(),
                        place.id()));
    }

    @OnBothDatabases
    void aBuyerWhoHasPaidIsToldHowManyAreMissing(StoreDatabase shared) {
        aPlace(shared, PriceBy.OFFER, State.PAID);
        place.held();
        place.read(order().authorized(1_000));
        place.read(order().authorized(1_000));
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("PLACE_PAID {\"campaign\":\"Tea\",\"deadline\":\"20")
                .contains("\"needed\":\"2\"", "\"paid\":\"1\"", "\"size\":\"2\"");
    }

    @OnBothDatabases
    void aBuyerWhoseOrderIsCancelledWhileTheTeamFillsIsToldSo(StoreDatabase shared) {
        aPlace(shared, PriceBy.OFFER, State.PAID);
        place.held();
        place.read(order().authorized(1_000));
        place.read(order().authorized(1_000).cancelled());
        assertThat(place.state()).isEqualTo(State.WITHDRAWN);
        assertThat(told()).last().asString().isEqualTo("PLACE_WITHDRAWN {\"campaign\":\"Tea\"}");
    }

    @OnBothDatabases
    void aBuyerWhosePaymentIsDeclinedIsToldUntilWhenToPay(StoreDatabase shared) {
        aPlace(shared, PriceBy.OFFER, State.CONFIRMED);
        place.read(order());
        place.read(order());
        assertThat(place.state()).isEqualTo(State.CONFIRMED);
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("PAYMENT_DECLINED {\"campaign\":\"Tea\",\"payUntil\":\"20");
    }

    @OnBothDatabases
    void aBuyerWhosePaymentIsReturnedIsToldSo(StoreDatabase shared) {
        aPlace(shared, PriceBy.OFFER, State.FAILED);
        PaidOrder order = new PaidOrder(1, 1000, 0, 490).paidIn(1);
        place.read(order);
        assertThat(told()).as("before the shop has refunded").isEmpty();
        order.cancelled().refund(1490, "l1", null);
        place.read(order);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(told()).containsExactly("PLACE_RETURNED {\"campaign\":\"Tea\"}");
    }

    @OnBothDatabases
    void aBuyerWhoGetsTheDifferenceBackIsToldHowMuch(StoreDatabase shared) {
        aPlace(shared, PriceBy.REBATE, State.CONFIRMED);
        String key = "rebate:" + place.id() + ":p1";
        place.done(key, 1);
        PaidOrder order = new PaidOrder(1, 1299, 0, 490).paidIn(1);
        order.refund("p1", 299, "l1", key);
        place.read(order);
        place.read(order);
        assertThat(told()).containsExactly("REFUND_SENT {\"amount\":\"EUR 2.99\",\"campaign\":\"Tea\"}");
    }

    @OnBothDatabases
    void anErasedBuyerIsToldNothing(StoreDatabase shared) {
        aPlace(shared, PriceBy.OFFER, State.CONFIRMED);
        StoreDatabase database = place.database();
        database.transactions().inStore(database.store(), () -> database.sql()
                .update(database.store(), "update participation set buyer_erased = true where store_id = :store"));
        place.read(order());
        assertThat(told()).isEmpty();
    }
}
