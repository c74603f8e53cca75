package shop.gather.groupbuy.fulfilment.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.fulfilment.point.CapacityPer;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.MemberId;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.alarm.Alarms;

/** The choice of a point, its capacity, the code, and when a place becomes ready. */
class PlacePickupsTest {

    static final PickupAtPoints AT_ONCE = new PickupAtPoints(null, Duration.ZERO, Duration.ofDays(1), null, null, null);
    private static final PickupAtPoints LATER =
            new PickupAtPoints(null, Duration.ofDays(2), Duration.ofDays(1), null, null, null);

    @OnBothDatabases
    void theOnlyPointIsChosenWhenThePlaceIsPaid(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        PickupPointId only = store.aPoint();
        ParticipationId place = store.aPlace(Participation.State.HELD);
        assertThat(store.view(place).point()).isNull();
        store.move(place, Step.PAY);
        assertThat(store.pickup(place).point()).isEqualTo(only);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        assertThat(store.load(only)).isEqualTo(1);
    }

    @OnBothDatabases
    void theCodeIsShownOnceThePlaceIsConfirmedAndStoredOnlyAsAHash(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        PickupPointId point = store.aPoint();
        ParticipationId place = store.aPlace(Participation.State.HELD);
        store.choose(place, point);
        store.move(place, Step.PAY);
        assertThat(store.view(place).code()).isNull();
        store.move(place, Step.CONFIRM);
        String code = store.view(place).code();
        assertThat(code).hasSize(14).isEqualTo(store.code(place));
        assertThat(store.view(place).code()).as("shown again").isEqualTo(code);
        assertThat(stored(store, place)).doesNotContain(code);
        Pickups pickups = store.database().bean(Pickups.class);
        PickupCodes codes = store.database().bean(PickupCodes.class);
        assertThat(pickups.byCode(store.store(), codes.hashes(store.store(), " " + code.toUpperCase())))
                .contains(place);
        assertThat(codes.hashes(store.store(), "no code")).isEmpty();
        store.write(
                "update participation set reason = ? where store_id = :store and id = ?",
                Participation.PAY_AGAIN,
                place);
        assertThat(store.view(place).code()).as("the payment was declined").isNull();
    }

    @OnBothDatabases
    void aCodeWhoseKeyIsGoneIsMadeAgain(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        ParticipationId place = store.aConfirmedPlace(store.aPoint());
        store.write(
                "update pickup set code_key = 'gone', code_hash = '' where store_id = :store and participation_id = ?",
                place);
        String code = store.view(place).code();
        PickupCodes codes = store.database().bean(PickupCodes.class);
        assertThat(store.database().bean(Pickups.class).byCode(store.store(), codes.hashes(store.store(), code)))
                .contains(place);
    }

    private static String stored(PickupsOnDatabase store, ParticipationId place) {
        return store.database().transactions().inStore(store.store(), () -> store.database()
                .sql()
                .first(
                        store.store(),
                        "select code_key, code_hash from pickup where store_id = :store and participation_id = ?",
                        row -> row.getString("code_key") + row.getString("code_hash"),
                        place)
                .orElseThrow());
    }

    @OnBothDatabases
    void aPlaceBecomesReadyInItsTimeAndTheBuyerIsToldOncePerPoint(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        PickupPointId point = store.aPoint();
        PickupPointId other = store.aPoint();
        ParticipationId place = store.aConfirmedPlace(point);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).as("two days too early").isEqualTo(State.WAITING);
        store.write(
                "update pickup set due_at = now(), ready_from = now() where store_id = :store and participation_id = ?",
                place);
        store.becomeReady(place);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.READY);
        assertThat(store.events()).containsEntry("pickup.ready", 1);
        assertThat(messages(store, store.place(place).member())).singleElement().satisfies(details -> {
            assertThat(details).contains("Corner shop, 1 Long Street, 10115 Berlin", "Tea for many");
            assertThat(details).doesNotContain(store.code(place));
        });
        store.choose(place, other);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        assertThat(store.load(point)).isZero();
        assertThat(store.load(other)).isEqualTo(1);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.READY);
        assertThat(store.events()).containsEntry("pickup.ready", 2);
    }

    private static List<String> messages(PickupsOnDatabase store, MemberId member) {
        return store.database().transactions().inStore(store.store(), () -> store.database()
                .sql()
                .list(
                        store.store(),
                        "select details from message where store_id = :store and member_id = ? and kind = 'PICKUP_READY'",
                        row -> row.getString("details"),
                        member));
    }

    @OnBothDatabases
    void aPlaceThatCannotBecomeReadyIsTriedAgainLaterAndRaisesAnAlarm(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        ParticipationId place = store.aConfirmedPlace(store.aPoint());
        // A row that Gather never writes: the message about it cannot be made.
        store.write("update pickup set ready_until = null where store_id = :store and participation_id = ?", place);
        store.database().bean(PickupReadiness.class).advance(store.store(), place);
        assertThat(alarms(store)).containsExactly("pickup-stuck");
        Pickup stuck = store.pickup(place);
        assertThat(stuck.state()).isEqualTo(State.WAITING);
        assertThat(stuck.dueAt()).isAfter(stuck.readyFrom());
    }

    @OnBothDatabases
    void aDeclinedPaymentIsNotReadyUntilItIsPaidAgain(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        ParticipationId place = store.aConfirmedPlace(store.aPoint());
        store.write(
                "update participation set reason = ? where store_id = :store and id = ?",
                Participation.PAY_AGAIN,
                place);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        store.move(place, Step.PAY_AGAIN);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.READY);
    }

    @OnBothDatabases
    void aPlaceWithoutAPointRaisesAnAlarmUntilOneIsChosen(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, AT_ONCE);
        PickupPointId point = store.aPoint();
        store.aPoint();
        ParticipationId place = store.aConfirmedPlace(null);
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        assertThat(alarms(store)).containsExactly("pickup-point-missing");
        store.choose(place, point);
        assertThat(alarms(store)).isEmpty();
        store.becomeReady(place);
        assertThat(store.pickup(place).state()).isEqualTo(State.READY);
    }

    private static List<String> alarms(PickupsOnDatabase store) {
        return store.database().bean(Alarms.class).open(store.store(), null, 50).items().stream()
                .map(Alarms.Alarm::kind)
                .toList();
    }

    @OnBothDatabases
    void aPlaceThatEndsFreesItsPointAndOneThatIsRestoredTakesItAgain(StoreDatabase shared) {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        PickupPointId point = store.aPoint(1, CapacityPer.CAMPAIGN, null);
        store.aPoint();
        ParticipationId place = store.aConfirmedPlace(point);
        store.move(place, Step.RETURN);
        assertThat(store.pickup(place).state()).isEqualTo(State.CANCELLED);
        assertThat(store.load(point)).isZero();
        assertThat(store.view(place).code()).isNull();
        store.move(place, Step.RESTORE);
        assertThat(store.pickup(place).state()).isEqualTo(State.WAITING);
        assertThat(store.pickup(place).point()).isEqualTo(point);
        assertThat(store.load(point)).isEqualTo(1);
        assertThat(store.view(place).code()).isNotNull();

        store.move(place, Step.RETURN);
        store.aConfirmedPlace(point);
        store.move(place, Step.RESTORE);
        assertThat(store.pickup(place).point()).as("the point is full now").isNull();
        assertThat(store.load(point)).isEqualTo(1);
    }

    @OnBothDatabases
    void whatCannotBeChosenIsRefused(StoreDatabase shared) {
        PickupPointId allowed = new PickupPointId(shared.store().value());
        PickupsOnDatabase store = new PickupsOnDatabase(
                shared, new PickupAtPoints(List.of(allowed), Duration.ZERO, null, null, null, null));
        ParticipationId place = store.aPlace(Participation.State.HELD);
        PickupPointId other = store.aPoint();
        assertThat(refusal(() -> store.choose(place, other))).isEqualTo(ProblemCode.CONFLICT);
        assertThat(refusal(() -> store.choose(place, allowed))).isEqualTo(ProblemCode.NOT_FOUND);
        ParticipationId ended = store.aPlace(Participation.State.EXPIRED);
        assertThat(refusal(() -> store.choose(ended, other))).isEqualTo(ProblemCode.CONFLICT);
    }

    private static ProblemCode refusal(Runnable deed) {
        try {
            deed.run();
            return null;
        } catch (ProblemException refused) {
            return refused.code();
        }
    }

    @OnBothDatabases
    void aCapacityPerDayCountsThePlacesOfAllCampaignsThatBecomeReadyThatDay(StoreDatabase shared) {
        Instant from = Instant.parse("2027-01-10T23:30:00Z");
        PickupsOnDatabase store = new PickupsOnDatabase(
                shared, new PickupAtPoints(null, null, null, from, from.plus(Duration.ofDays(1)), null));
        PickupPointId point = store.aPoint(1, CapacityPer.DAY, null);
        ParticipationId first = store.aPlace(Participation.State.HELD);
        store.choose(first, point);
        assertThat(store.pickup(first).day()).as("in the zone of the point").isEqualTo("2027-01-11");
        ParticipationId second = store.aPlace(Participation.State.HELD);
        assertThatThrownBy(() -> store.choose(second, point)).isInstanceOf(ProblemException.class);
        assertThat(store.load(point)).as("of the campaign").isEqualTo(1);
        JoinPickup joins = store.database().bean(JoinPickup.class);
        store.write("update participation set idempotency_key = 'first' where store_id = :store and id = ?", first);
        MemberId buyer = store.place(first).member();
        assertThat(joins.before(store.store(), buyer, store.campaign(), "first", null))
                .as("the buyer who took the place repeats the request")
                .isEqualTo(Optional.of(point));
        assertThat(refusal(() -> joins.before(store.store(), buyer, store.team(), "second", point.toString())))
                .as("and wants another place")
                .isEqualTo(ProblemCode.PICKUP_POINT_FULL);
    }

    @OnBothDatabases
    void twentyBuyersAtOnceGetTheFivePlacesOfAPoint(StoreDatabase shared) throws Exception {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        PickupPointId point = store.aPoint(5, CapacityPer.CAMPAIGN, null);
        store.aPoint();
        List<ParticipationId> places = IntStream.range(0, 20)
                .mapToObj(i -> store.aPlace(Participation.State.HELD))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ProblemCode>> answers = threads.invokeAll(places.stream()
                    .<Callable<ProblemCode>>map(place -> () -> refusal(() -> store.choose(place, point)))
                    .toList());
            int chosen = 0;
            for (Future<ProblemCode> answer : answers) {
                if (answer.get() == null) {
                    chosen++;
                } else {
                    assertThat(answer.get()).isEqualTo(ProblemCode.PICKUP_POINT_FULL);
                }
            }
            assertThat(chosen).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.load(point)).isEqualTo(5);
    }

    @OnBothDatabases
    void buyersWhoSwapPointsAtOnceNeitherDeadlockNorLoseAPlace(StoreDatabase shared) throws Exception {
        PickupsOnDatabase store = new PickupsOnDatabase(shared, LATER);
        PickupPointId one = store.aPoint();
        PickupPointId other = store.aPoint();
        List<ParticipationId> places = IntStream.range(0, 8)
                .mapToObj(i -> store.aPlace(Participation.State.HELD))
                .toList();
        for (int i = 0; i < places.size(); i++) {
            store.choose(places.get(i), i % 2 == 0 ? one : other);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Void> done : threads.invokeAll(places.stream()
                    .<Callable<Void>>map(place -> () -> {
                        for (int time = 0; time < 10; time++) {
                            store.choose(place, store.pickup(place).point().equals(one) ? other : one);
                        }
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.load(one)).isEqualTo(4);
        assertThat(store.load(other)).isEqualTo(4);
    }
}
