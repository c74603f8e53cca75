package shop.gather.groupbuy.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shop.gather.order.facts.AnyOrder.THEN;
import static shop.gather.order.facts.AnyOrder.inEuro;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.campaign.PriceBy;
import shop.gather.groupbuy.figure.TeamTimeline;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.State;
import shop.gather.groupbuy.place.TeamHistory.What;
import shop.gather.groupbuy.settlement.PlaceDecisions.Decision;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.order.facts.AnyOrder;
import shop.gather.order.intake.KeptOrders;
import shop.gather.order.intake.KnownCustomers;
import shop.gather.platform.Ids;
import shop.gather.platform.MemberId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.alarm.Alarms;
import shop.gather.spi.OrderSnapshot.PaymentKind;
import shop.gather.spi.OrderSnapshot.PaymentState;

/** The owner decides about orders that do not count for a place by themselves; group price 10.00. */
class OrderDecisionsTest {

    private PlacesOnDatabase place;

    private void aConfirmedPlace(StoreDatabase shared) {
        StoreDatabase database = shared.anotherNode();
        AtomicReference<MemberId> member = new AtomicReference<>();
        database.with(KnownCustomers.class, (store, customers) -> customers.stream()
                .collect(Collectors.toMap(customer -> customer, any -> new KnownCustomers.Known(member.get(), false))));
        place = new PlacesOnDatabase(database, PriceBy.OFFER, State.CONFIRMED);
        member.set(place.member());
    }

    private void aHeldPlace(StoreDatabase shared) {
        aConfirmedPlace(shared);
        place.held();
    }

    private void read(AnyOrder order) {
        KeptOrders.keep(place.database(), place.readOf(order));
        place.read(order);
    }

    private Participation decide(Decision decision) {
        return decide(place.id(), PlacesOnDatabase.ORDER, decision);
    }

    private Participation decide(ParticipationId id, String order, Decision decision) {
        return place.database()
                .bean(OrderDecisions.class)
                .decide(place.database().store(), "owner:test", id, order, decision, "agreed by phone");
    }

    private List<String> alarms() {
        return place.tasks().stream().map(Alarms.Alarm::kind).toList();
    }

    private List<AuditLog.Entry> audited() {
        return place.database()
                .bean(AuditLog.class)
                .page(place.database().store(), null, null, 50)
                .items();
    }

    private List<What> timeline() {
        return place
                .database()
                .bean(TeamTimeline.class)
                .page(place.database().store(), place.row().team(), null, 50)
                .items()
                .stream()
                .filter(entry -> place.id().equals(entry.place()))
                .map(TeamTimeline.Entry::what)
                .toList();
    }

    private static void refused(ThrowingCallable decision, ProblemCode code, String because) {
        assertThatThrownBy(decision).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem).hasMessageContaining(because);
        });
    }

    @OnBothDatabases
    void anAcceptedOrderPaysForThePlaceAtItsPriceAndGoesOnDoingSo(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder cheap = inEuro().article("tea", 1, 500).authorized(500);
        read(cheap);
        assertThat(alarms()).containsExactly("paid-other-price");
        assertThat(place.tasks().get(0).message())
                .contains(PlacesOnDatabase.ORDER, place.id().toString());
        Participation accepted = decide(Decision.ACCEPT);
        assertThat(accepted.state()).isEqualTo(State.PAID);
        assertThat(accepted.orderId()).isEqualTo(PlacesOnDatabase.ORDER);
        assertThat(alarms()).isEmpty();
        assertThat(place.events("participation.paid")).isOne();
        assertThat(timeline()).endsWith(What.ORDER_ACCEPTED, What.PLACE_PAID);
        read(cheap);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void aDecisionIsAuditedOnceHoweverOftenItIsSent(StoreDatabase shared) {
        for (Decision decision : Decision.values()) {
            aHeldPlace(shared);
            read(inEuro().article("tea", 1, 500).authorized(500));
            State first = decide(decision).state();
            assertThat(decide(decision).state()).isEqualTo(first);
            assertThat(audited()).singleElement().satisfies(entry -> {
                assertThat(entry.actor()).isEqualTo("owner:test");
                assertThat(entry.subject()).isEqualTo(place.id().toString());
                assertThat(entry.details()).contains(PlacesOnDatabase.ORDER, "agreed by phone");
            });
        }
    }

    @OnBothDatabases
    void anOrderInAnotherCurrencyCanBeAccepted(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder dollars = AnyOrder.in("USD").article("tea", 1, 1_000).captured(1_000);
        read(dollars);
        assertThat(decide(Decision.ACCEPT).state()).isEqualTo(State.PAID);
        read(dollars);
        assertThat(place.state()).isEqualTo(State.PAID);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void anOrderDeliveredAfterTheDeadlineCanBeAcceptedWhileTheTeamIsUndecided(StoreDatabase shared) {
        aHeldPlace(shared);
        place.endingAt(THEN.minusSeconds(1));
        read(atDelivery(PaymentState.PENDING, 0));
        refused(() -> decide(Decision.ACCEPT), ProblemCode.CONFLICT, "not paid");
        read(atDelivery(PaymentState.CAPTURED, 1_000));
        assertThat(place.state()).isEqualTo(State.HELD);
        assertThat(alarms()).containsExactly("cash-on-delivery");
        assertThat(decide(Decision.ACCEPT).state()).isEqualTo(State.PAID);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void noOrderIsAcceptedForATeamThatIsOver(StoreDatabase shared) {
        aHeldPlace(shared);
        place.endTeam();
        read(atDelivery(PaymentState.CAPTURED, 1_000));
        refused(() -> decide(Decision.ACCEPT), ProblemCode.CONFLICT, "full or has ended");
        assertThat(place.state()).isEqualTo(State.EXPIRED);
        assertThat(alarms()).containsExactly("cash-on-delivery");
        assertThat(audited()).isEmpty();
        assertThat(decide(Decision.DECLINE).state()).isEqualTo(State.EXPIRED);
        assertThat(alarms()).isEmpty();
        assertThat(place.commands()).isEmpty();
    }

    @OnBothDatabases
    void aDeclinedOrderStaysDeclinedUntilItIsAccepted(StoreDatabase shared) {
        aHeldPlace(shared);
        AnyOrder cheap = inEuro().article("tea", 1, 500).authorized(500);
        read(cheap);
        assertThat(place.teamLines(cheap)).as("waits for the decision").hasSize(1);
        assertThat(decide(Decision.DECLINE).state()).isEqualTo(State.HELD);
        assertThat(alarms()).isEmpty();
        assertThat(place.teamLines(cheap)).as("earns as any order").isEmpty();
        read(inEuro().article("tea", 1, 500).authorized(500));
        assertThat(alarms()).as("read again").isEmpty();
        read(inEuro().article("tea", 1, 1_000).authorized(1_000));
        assertThat(place.state()).as("its price was corrected").isEqualTo(State.HELD);
        assertThat(decide(Decision.ACCEPT).state()).isEqualTo(State.PAID);
    }

    @OnBothDatabases
    void anOrderThatPaysForItsPlaceCannotBeDeclined(StoreDatabase shared) {
        aHeldPlace(shared);
        read(inEuro().article("tea", 1, 1_000).authorized(1_000));
        refused(() -> decide(Decision.DECLINE), ProblemCode.CONFLICT, "Cancel the order in the shop");
    }

    @OnBothDatabases
    void anAcceptedRestoredOrderIsConfirmedAgain(StoreDatabase shared) {
        aConfirmedPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_000).authorized(1_000);
        read(order.cancelled());
        assertThat(place.state()).isEqualTo(State.RETURNED);
        read(order.restored());
        assertThat(alarms()).containsExactly("order-restored");
        assertThat(decide(Decision.ACCEPT).state()).isEqualTo(State.CONFIRMED);
        assertThat(alarms()).isEmpty();
        assertThat(place.events("participation.confirmed")).isOne();
        // Known to the shop already: no scheduler runs here.
        place.asked("capture:" + place.id() + ":p1");
        read(order);
        assertThat(place.state()).isEqualTo(State.CONFIRMED);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void aDeclinedRestoredOrderIsNoTaskAnyMore(StoreDatabase shared) {
        aConfirmedPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_000).authorized(1_000);
        read(order.cancelled());
        read(order.restored());
        assertThat(decide(Decision.DECLINE).state()).isEqualTo(State.RETURNED);
        read(order);
        assertThat(alarms()).isEmpty();
        assertThat(place.commands()).isEmpty();
    }

    @OnBothDatabases
    void anExchangedOrderCanOnlyBeDeclined(StoreDatabase shared) {
        aConfirmedPlace(shared);
        AnyOrder order = inEuro().article("tea", 1, 1_000).captured(1_000).exchange("l1", "green-tea");
        read(order);
        assertThat(alarms()).containsExactly("line-exchanged");
        refused(() -> decide(Decision.ACCEPT), ProblemCode.CONFLICT, "no line of the place's article");
        decide(Decision.DECLINE);
        read(order);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void aGuestsOrderThatNamesThePlaceIsDecidedAbout(StoreDatabase shared) {
        aHeldPlace(shared);
        read(inEuro().article("tea", 1, 500).authorized(500).guest().naming(place.id()));
        assertThat(decide(Decision.DECLINE).state()).isEqualTo(State.HELD);
    }

    @OnBothDatabases
    void anOrderOfSomebodyElseAndOneThatIsNotThereAreRefused(StoreDatabase shared) {
        aHeldPlace(shared);
        read(inEuro().article("tea", 1, 500).authorized(500).guest());
        refused(() -> decide(Decision.ACCEPT), ProblemCode.CONFLICT, "not from the buyer");
        refused(() -> decide(place.id(), "8", Decision.ACCEPT), ProblemCode.NOT_FOUND, "order");
        refused(
                () -> decide(new ParticipationId(Ids.next()), PlacesOnDatabase.ORDER, Decision.ACCEPT),
                ProblemCode.NOT_FOUND,
                "participation");
        refused(
                () -> decide(new ParticipationId(Ids.next()), "8", Decision.ACCEPT),
                ProblemCode.NOT_FOUND,
                "participation");
    }

    private static AnyOrder atDelivery(PaymentState state, long captured) {
        return inEuro().article("tea", 1, 1_000).payment(PaymentKind.CASH_ON_DELIVERY, state, 1_000, captured);
    }
}
