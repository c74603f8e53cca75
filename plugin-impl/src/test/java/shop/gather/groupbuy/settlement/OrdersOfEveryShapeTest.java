package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.gather.order.facts.AnyOrder.inEuro;

import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.platform.work.SchedulingWithoutServer;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** What becomes of a place, group price 10.00, by orders of every shape, on both databases. */
class OrdersOfEveryShapeTest {

    @OnBothDatabases
    void aSmallGiftCardBesideADeclinedCardPaysNoPlace(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        AnyOrder order =
                inEuro().article("tea", 1, 1_000).payment(PaymentKind.GIFT_CARD, PaymentState.CAPTURED, 50, 50);
        order.payment(PaymentKind.MONEY, PaymentState.DECLINED, 950, 0);
        place.read(order);
        assertThat(place.state()).isEqualTo(State.HELD);
        place.read(order.authorized(950));
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void aPlaceIsPaidByStoreCreditAlone(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        place.read(inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.STORE_CREDIT, PaymentState.CAPTURED, 1_000, 1_000));
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderThatADiscountMakesFreePaysItsPlace(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        place.read(inEuro().article("tea", 1, 1_000).discount(-1_000, 0));
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderInAnotherCurrencyPaysNoPlaceAndTheOwnerIsTold(StoreDatabase database) {
        for (String currency : new String[] {"USD", "JPY"}) {
            PlacesOnDatabase place = held(database);
            place.read(AnyOrder.in(currency).article("tea", 1, 1_000).captured(1_000));
            assertThat(place.state()).as(currency).isEqualTo(State.HELD);
            assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("paid-other-price");
        }
    }

    @OnBothDatabases
    void anOrderBelowThePriceOfThePlacePaysItOnlyOnceItsPriceIsCorrected(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        place.read(inEuro().article("tea", 1, 500).authorized(500));
        assertThat(place.state()).isEqualTo(State.HELD);
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("paid-other-price");
        place.read(inEuro().article("tea", 1, 1_000).authorized(1_000));
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void aGuestPaysForAHeldPlaceWithItsIdAndItsPrice(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        place.read(inEuro().article("tea", 1, 1_299).captured(1_299).guest().naming(place.id()));
        assertThat(place.state()).as("at the shop's price").isEqualTo(State.HELD);
        place.read(inEuro().article("tea", 1, 1_000).captured(1_000).guest().naming(place.id()));
        assertThat(place.state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void aPlaceThatIsHeldIsPaidThoughTheCartNamesOneThatIsOver(StoreDatabase database) {
        PlacesOnDatabase old = held(database);
        old.become(State.EXPIRED);
        ParticipationId held = new ParticipationId(old.alsoHeld("tea", 1_000));
        old.read(inEuro().article("tea", 1, 1_000).captured(1_000).naming(old.id()));
        assertThat(old.stateOf(held)).isEqualTo(State.PAID);
        assertThat(old.state()).isEqualTo(State.EXPIRED);
    }

    @OnBothDatabases
    void anOrderPaysForTheArticlesOfTwoCampaigns(StoreDatabase database) {
        PlacesOnDatabase tea = held(database);
        ParticipationId mug = new ParticipationId(tea.alsoHeld("mug", 2_000));
        AnyOrder order = inEuro().article("tea", 1, 1_000)
                .article("mug", 1, 2_000)
                .shipping(500)
                .captured(3_500);
        tea.read(order);
        assertThat(tea.state()).isEqualTo(State.PAID);
        assertThat(tea.stateOf(mug)).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderThatIsRestoredAfterItsPlaceWasGivenUpIsATask(StoreDatabase database) {
        PlacesOnDatabase place = new PlacesOnDatabase(database, PriceBy.OFFER, State.CONFIRMED);
        AnyOrder order = inEuro().article("tea", 1, 1_000).authorized(1_000);
        place.read(order.cancelled());
        assertThat(place.state()).isEqualTo(State.RETURNED);
        assertThat(place.tasks()).isEmpty();
        place.read(order.restored());
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("order-restored");
        place.read(order.cancelled());
        assertThat(place.tasks()).isEmpty();
    }

    @OnBothDatabases
    void cashOnDeliveryIsNeverCancelledAndTheOwnerDecides(StoreDatabase database) {
        PlacesOnDatabase place = held(database);
        place.read(inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.PENDING, 1_000, 0));
        assertThat(place.state()).isEqualTo(State.HELD);
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("cash-on-delivery");
        place.endTeam();
        place.read(inEuro().article("tea", 1, 1_000)
                .payment(PaymentKind.CASH_ON_DELIVERY, PaymentState.CAPTURED, 1_000, 1_000));
        assertThat(place.state()).isNotEqualTo(State.LATE);
        assertThat(place.commands()).isEmpty();
        assertThat(place.tasks()).extracting(task -> task.kind()).containsExactly("cash-on-delivery");
    }

    @OnBothDatabases
    void anOrderPaidAfterTheDeadlineOfATeamWithNobodyElseIsToldSo(StoreDatabase database) {
        StoreDatabase own = database.anotherNode();
        SchedulingWithoutServer.on(own);
        PlacesOnDatabase place = held(own).endingAt(AnyOrder.THEN.minusSeconds(30));
        place.read(inEuro().article("tea", 1, 1_000).captured(1_000));
        assertThat(place.state()).isEqualTo(State.LATE);
        assertThat(place.row().reason()).isEqualTo("paid-after-the-deadline");
    }

    @OnBothDatabases
    void anOrderPaidInTimeForATeamThatEndedEarlierIsToldSo(StoreDatabase database) {
        StoreDatabase own = database.anotherNode();
        SchedulingWithoutServer.on(own);
        PlacesOnDatabase place = held(own).endingAt(AnyOrder.THEN.plusSeconds(3600));
        place.endTeam();
        place.read(inEuro().article("tea", 1, 1_000).captured(1_000));
        assertThat(place.state()).isEqualTo(State.LATE);
        assertThat(place.row().reason()).isEqualTo("paid-after-the-team-ended");
    }

    private static PlacesOnDatabase held(StoreDatabase database) {
        return new PlacesOnDatabase(database, PriceBy.OFFER, State.CONFIRMED).held();
    }
}
