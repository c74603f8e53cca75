package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.util.List;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** No alarm about a place, group price 10.00, states what is no longer true. */
class PlaceAlarmsTest {

    private PlacesOnDatabase place;

    private void aHeldPlace(StoreDatabase shared) {
        place = new PlacesOnDatabase(shared, PriceBy.OFFER, State.CONFIRMED).held();
    }

    private List<String> alarmsAfter(AnyOrder order) {
        place.read(order);
        return place.tasks().stream().map(Alarms.Alarm::kind).toList();
    }

    @OnBothDatabases
    void anArticleThatComesBackIsNoExchangeAnyMore(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_000).authorized(1_000);
        assertThat(alarmsAfter(order)).isEmpty();
        place.refused("cancel-order:" + place.id());
        assertThat(alarmsAfter(order.exchange("l1", "green-tea"))).containsExactly("order-to-cancel");
        assertThat(alarmsAfter(order.exchange("l1", "tea"))).isEmpty();
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anExchangedOrderThatIsCancelledOrGivenBackIsNoTaskAnyMore(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder authorized = inEuro().article("tea", 1, 1_000).authorized(1_000);
        alarmsAfter(authorized);
        place.succeed();
        assertThat(alarmsAfter(authorized.exchange("l1", "green-tea"))).containsExactly("line-exchanged");
        assertThat(alarmsAfter(authorized.cancelled())).isEmpty();

        aHeldPlace(shared);
        AnyOrder captured = inEuro().article("tea", 1, 1_000).captured(1_000);
        alarmsAfter(captured);
        place.succeed();
        assertThat(alarmsAfter(captured.exchange("l1", "green-tea"))).containsExactly("line-exchanged");
        assertThat(alarmsAfter(captured.cancelled()))
                .as("the money is still there")
                .containsExactly("line-exchanged");
        assertThat(alarmsAfter(captured.refund(1_000))).isEmpty();
    }

    @OnBothDatabases
    void anArticleThatIsCancelledForAnotherLeavesNoUncapturedOrderWithoutAnAlarm(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_000).authorized(1_000);
        assertThat(alarmsAfter(order)).isEmpty();
        order.cancel("l1", "1").article("green-tea", 1, 1_000);
        assertThat(alarmsAfter(order)).containsExactly("line-exchanged");
        assertThat(place.state()).isEqualTo(State.WITHDRAWN);
        assertThat(alarmsAfter(order.cancelled())).isEmpty();
    }

    @OnBothDatabases
    void anOrderAtAnotherPriceIsNoTaskOnceItIsCancelledOrGivenBack(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 500).captured(500);
        assertThat(alarmsAfter(order)).containsExactly("paid-other-price");
        assertThat(alarmsAfter(order.cancelled())).isEmpty();
        assertThat(alarmsAfter(order.restored())).containsExactly("paid-other-price");
        assertThat(alarmsAfter(order.refund(500))).isEmpty();
    }

    @OnBothDatabases
    void aTooDearOrderThatIsCancelledIsNoTaskAnyMore(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_299).captured(1_299);
        assertThat(alarmsAfter(order)).containsExactly("paid-other-price");
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(alarmsAfter(order)).as("as before").containsExactly("paid-other-price");
        assertThat(alarmsAfter(order.cancelled())).isEmpty();
    }

    @OnBothDatabases
    void thePriceOfOnePlaceOfAnOrderIsNoMatterOfTheOther(StoreDatabase shared) {
        aHeldPlace(shared);
        ParticipationId mug = new ParticipationId(place.alsoHeld("mug", 2_000));
        assertThat(alarmsAfter(
                        inEuro().article("tea", 1, 500).article("mug", 1, 2_000).captured(2_500)))
                .containsExactly("paid-other-price");
        assertThat(place.stateOf(mug)).isEqualTo(State.PAID);
        assertThat(place.state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void anOrderPaidAtDeliveryIsNoTaskOnceItIsPaidInTime(StoreDatabase shared) {
        aHeldPlace(shared);
        assertThat(alarmsAfter(atDelivery())).containsExactly("cash-on-delivery");
        assertThat(alarmsAfter(delivered())).isEmpty();
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderPaidAtDeliveryIsNoTaskOnceItIsCancelledOrGivenBack(StoreDatabase shared) {
        aHeldPlace(shared);
        assertThat(alarmsAfter(atDelivery())).containsExactly("cash-on-delivery");
        assertThat(alarmsAfter(atDelivery().cancelled())).isEmpty();

        aHeldPlace(shared);
        place.endTeam();
        assertThat(alarmsAfter(delivered())).containsExactly("cash-on-delivery");
        assertThat(alarmsAfter(delivered().refund(1_000))).isEmpty();
    }

    @OnBothDatabases
    void aPlaceThatIsNotPaidInTimeAtDeliveryHasNoOrder(StoreDatabase shared) {
        aHeldPlace(shared);
        place.endTeam();
        assertThat(alarmsAfter(delivered())).containsExactly("cash-on-delivery");
        assertThat(place.row().orderId()).isNull();
        assertThat(place.lookedAtAgain()).isEmpty();
    }

    private static AnyOrder atDelivery() {
        return inEuro().article("tea", 1, 1_000).payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.PENDING, 1_000, 0);
    }

    private static AnyOrder delivered() {
        return inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.CAPTURED, 1_000, 1_000);
    }
}
