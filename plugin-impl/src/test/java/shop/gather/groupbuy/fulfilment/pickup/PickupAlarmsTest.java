package shop.gather.groupbuy.fulfilment.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.TeamId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.place.MovedPlaces;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.shop.alarm.Alarms;

/** The alarms about pickups close when their cause is gone; and a place that changes its team is still collected. */
class PickupAlarmsTest {

    private PickupsOnDatabase store;

    private List<String> alarms() {
        return store.database().bean(Alarms.class).open(store.store(), null, 50).items().stream()
                .map(Alarms.Alarm::kind)
                .toList();
    }

    private ParticipationId aStuckPlace(PickupPointId point) {
        ParticipationId place = store.aConfirmedPlace(point);
        // A row that Gather never writes: the message about it cannot be made.
        store.write("update pickup set ready_until = null where store_id = :store and participation_id = ?", place);
        store.database().bean(PickupReadiness.class).advance(store.store(), place);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        return place;
    }

    private void mend(ParticipationId place) {
        store.write(
                "update pickup set ready_until = now() + interval '1' day, due_at = now(),"
                        + " ready_from = now() - interval '1' minute where store_id = :store and participation_id = ?",
                place);
    }

    @OnBothDatabases
    void oneAlarmTellsOfAllStuckPlacesUntilTheLastIsReadyOrHasEnded(StoreDatabase shared) {
        store = new PickupsOnDatabase(shared, PlacePickupsTest.AT_ONCE);
        PickupPointId point = store.aPoint();
        ParticipationId first = aStuckPlace(point);
        ParticipationId second = aStuckPlace(point);
        ParticipationId third = aStuckPlace(point);
        assertThat(alarms()).containsExactly("pickup-stuck");
        mend(first);
        store.becomeReady(first);
        assertThat(store.pickup(first).state()).isEqualTo(State.READY);
        store.move(third, Step.RETURN);
        assertThat(alarms()).as("one is left").containsExactly("pickup-stuck");
        mend(second);
        store.becomeReady(second);
        assertThat(alarms()).isEmpty();
        ParticipationId last = aStuckPlace(point);
        assertThat(alarms()).containsExactly("pickup-stuck");
        store.move(last, Step.RETURN);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void theAlarmAboutAMissingPointClosesWhenTheLastSuchPlaceEnds(StoreDatabase shared) {
        store = new PickupsOnDatabase(shared, PlacePickupsTest.AT_ONCE);
        store.aPoint();
        store.aPoint();
        ParticipationId first = store.aConfirmedPlace(null);
        ParticipationId second = store.aConfirmedPlace(null);
        store.becomeReady(first);
        store.becomeReady(second);
        store.move(first, Step.RETURN);
        assertThat(alarms()).as("one is left").containsExactly("pickup-point-missing");
        store.move(second, Step.RETURN);
        assertThat(alarms()).isEmpty();
    }

    @OnBothDatabases
    void theAlarmAboutAMissingPointClosesWhenTheOnlyPointIsChosenByItself(StoreDatabase shared) {
        store = new PickupsOnDatabase(shared, PlacePickupsTest.AT_ONCE);
        ParticipationId place = store.aConfirmedPlace(null);
        store.becomeReady(place);
        assertThat(alarms()).containsExactly("pickup-point-missing");
        PickupPointId only = store.aPoint();
        store.write(
                "update participation set reason = ? where store_id = :store and id = ?",
                Participation.PAY_AGAIN,
                place);
        store.move(place, Step.PAY_AGAIN);
        assertThat(store.pickup(place).point()).isEqualTo(only);
        assertThat(alarms()).isEmpty();
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.READY);
    }

    @OnBothDatabases
    void aPlaceThatIsPaidLateAndMovedToAnotherTeamCountsAtItsPointAgain(StoreDatabase shared) {
        store = new PickupsOnDatabase(shared, PlacePickupsTest.AT_ONCE);
        PickupPointId point = store.aPoint();
        PickupPointId other = store.aPoint();
        ParticipationId place = store.aPlace(Participation.State.HELD);
        store.choose(place, point);
        store.move(place, Step.EXPIRE);
        assertThat(store.pickup(place).state()).isEqualTo(State.CANCELLED);
        assertThat(store.load(point)).isZero();
        TeamId team = store.team();
        boolean moved = store.database().transactions().inStore(store.store(), () -> store.database()
                .bean(MovedPlaces.class)
                .moveTo(store.store(), store.place(place), team, "paid-late"));
        assertThat(moved).isTrue();
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        assertThat(store.pickup(place).point()).isEqualTo(point);
        assertThat(store.load(point)).isEqualTo(1);
        store.choose(place, other);
        assertThat(store.load(point)).isZero();
        assertThat(store.load(other)).isEqualTo(1);
    }
}
