package shop.gather.groupbuy.fulfilment.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.handover.HandOverResults.Result;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.groupbuy.fulfilment.pickup.PickupsOnDatabase;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.Ids;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.alarm.Alarms;

/** Scans, batches, uploads of devices, and what is refused; nothing is handed over twice. */
class HandOversTest {

    private static final PickupAtPoints AT_ONCE =
            new PickupAtPoints(null, Duration.ZERO, Duration.ofDays(1), null, null, null);

    private PickupsOnDatabase store;
    private PickupPointId point;

    private void aStore(StoreDatabase shared) {
        store = new PickupsOnDatabase(shared, AT_ONCE);
        point = store.aPoint();
    }

    private ParticipationId aReadyPlace() {
        ParticipationId place = store.aConfirmedPlace(point);
        store.becomeReady(place);
        return place;
    }

    private List<Result> hand(HandOverRequest.Item... items) {
        return store.database()
                .bean(HandOvers.class)
                .handOver(store.store(), "owner:test", point, new HandOverRequest(List.of(items)))
                .results();
    }

    private static HandOverRequest.Item code(String code) {
        return new HandOverRequest.Item(code, null, null, null);
    }

    private static HandOverRequest.Item upload(ParticipationId place, String at, String event) {
        return new HandOverRequest.Item(null, place.toString(), at, event);
    }

    @OnBothDatabases
    void aScannedCodeHandsOverOnceAndShowsWhat(StoreDatabase shared) {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        Result first = hand(code(store.code(place))).get(0);
        assertThat(first.outcome()).isEqualTo("handed-over");
        assertThat(first.place().buyer()).isEqualTo("M. W.");
        assertThat(first.place().title()).isEqualTo("=Tea");
        assertThat(first.place().units()).isEqualTo(1);
        assertThat(hand(code(store.code(place))).get(0).outcome()).isEqualTo("already-handed-over");
        assertThat(store.pickup(place).handedBy()).isEqualTo("owner:test");
        assertThat(store.events()).containsEntry("pickup.handed-over", 1);
        assertThat(hand(code("22222222222222")).get(0).outcome()).isEqualTo("unknown-place");
    }

    @OnBothDatabases
    void anItemThatNamesNoPlaceOrTwoRefusesAll(StoreDatabase shared) {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        assertThatThrownBy(() ->
                        hand(upload(place, null, null), new HandOverRequest.Item("x", place.toString(), null, null)))
                .isInstanceOf(ProblemException.class);
        assertThat(store.pickup(place).state()).isEqualTo(Pickup.State.READY);
    }

    @OnBothDatabases
    void anUploadIsDecidedOncePerDeviceEventAlsoAfterItWasUndone(StoreDatabase shared) {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        ParticipationId other = aReadyPlace();
        Instant before = Instant.parse("2026-11-01T10:00:00Z");
        Result first = hand(upload(place, before.toString(), "e1")).get(0);
        assertThat(first.outcome()).isEqualTo("handed-over");
        assertThat(first.repeated()).isFalse();
        assertThat(store.pickup(place).handedAt()).isEqualTo(before);
        store.undo(place);
        Result again = hand(upload(place, before.toString(), "e1")).get(0);
        assertThat(again.outcome()).as("as the first time").isEqualTo("handed-over");
        assertThat(again.repeated()).isTrue();
        assertThat(store.pickup(place).state()).as("it stays undone").isEqualTo(Pickup.State.READY);
        assertThat(hand(upload(other, null, "e1")).get(0).outcome()).isEqualTo("device-event-reused");
        assertThat(store.pickup(other).state()).isEqualTo(Pickup.State.READY);
    }

    @OnBothDatabases
    void aConflictOfADeviceIsAnsweredPerItemAndRaisesAnAlarm(StoreDatabase shared) {
        aStore(shared);
        ParticipationId scanned = aReadyPlace();
        ParticipationId refunded = aReadyPlace();
        ParticipationId elsewhere = store.aConfirmedPlace(store.aPoint());
        ParticipationId unpaid = store.aPlace(Participation.State.HELD);
        store.choose(unpaid, point);
        ParticipationId fine = aReadyPlace();
        hand(code(store.code(scanned)));
        store.move(refunded, Step.RETURN);
        assertThat(hand(
                        upload(scanned, null, "e1"),
                        upload(refunded, null, "e2"),
                        upload(elsewhere, null, "e3"),
                        upload(unpaid, null, "e4"),
                        upload(fine, "2100-01-01T00:00:00Z", "e5")))
                .extracting(Result::outcome)
                .containsExactly("already-handed-over", "cancelled", "wrong-point", "not-confirmed", "handed-over");
        assertThat(store.pickup(fine).handedAt())
                .as("a time in the future counts as now")
                .isBefore(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(store.database()
                        .bean(Alarms.class)
                        .open(store.store(), null, 50)
                        .items())
                .extracting(Alarms.Alarm::kind)
                .containsOnly("pickup-conflict")
                .hasSize(3);
    }

    @OnBothDatabases
    void goodsThatLeftAtAPointWhichTheBuyerHasChangedSinceRaiseAnAlarm(StoreDatabase shared) {
        aStore(shared);
        PickupPointId other = store.aPoint();
        String earlier = "2026-11-01T10:00:00Z";
        ParticipationId changed = aReadyPlace();
        store.choose(changed, other);
        ParticipationId waiting = store.aConfirmedPlace(point);
        assertThat(hand(upload(changed, null, "e1"), upload(waiting, null, "e2")))
                .extracting(Result::outcome)
                .containsExactly("wrong-point", "not-ready");
        assertThat(alarms()).as("refused while the buyer waits").isEmpty();
        assertThat(hand(upload(changed, earlier, "e3"), upload(waiting, earlier, "e4")))
                .extracting(Result::outcome)
                .containsExactly("wrong-point", "not-ready");
        assertThat(alarms()).containsExactly("pickup-conflict", "pickup-conflict");
    }

    private List<String> alarms() {
        return store.database().bean(Alarms.class).open(store.store(), null, 50).items().stream()
                .map(Alarms.Alarm::kind)
                .toList();
    }

    @OnBothDatabases
    void anUploadOfAnUnknownPlaceIsRepeatedWithTheSameOutcome(StoreDatabase shared) {
        aStore(shared);
        ParticipationId unknown = new ParticipationId(Ids.next());
        assertThat(hand(upload(unknown, null, "e1")).get(0).outcome()).isEqualTo("unknown-place");
        Result again = hand(upload(unknown, null, "e1")).get(0);
        assertThat(again.outcome()).isEqualTo("unknown-place");
        assertThat(again.repeated()).isTrue();
        assertThat(again.participation()).isNull();
        assertThat(hand(upload(aReadyPlace(), null, "e1")).get(0).outcome()).isEqualTo("device-event-reused");
    }

    @OnBothDatabases
    void aPlaceWhosePaymentWasDeclinedIsNotHandedOver(StoreDatabase shared) {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        store.write(
                "update participation set reason = ? where store_id = :store and id = ?",
                Participation.PAY_AGAIN,
                place);
        assertThat(hand(code(store.code(place))).get(0).outcome()).isEqualTo("not-confirmed");
        store.move(place, Step.PAY_AGAIN);
        assertThat(hand(code(store.code(place))).get(0).outcome()).isEqualTo("handed-over");
    }

    @OnBothDatabases
    void aNoShowIsRecordedAfterTheTimeAndCanComeLate(StoreDatabase shared) {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        assertThat(noShow(place)).isEqualTo("not-overdue");
        store.write(
                "update pickup set ready_until = now() - interval '1' minute where store_id = :store and participation_id = ?",
                place);
        assertThat(noShow(place)).isEqualTo("no-show");
        assertThat(noShow(place)).as("repeated").isEqualTo("no-show");
        assertThat(store.events()).containsEntry("pickup.no-show", 1);
        assertThat(store.place(place).state()).as("nothing is refunded").isEqualTo(Participation.State.CONFIRMED);
        assertThat(hand(code(store.code(place))).get(0).outcome()).isEqualTo("handed-over");
    }

    private String noShow(ParticipationId place) {
        return store.database()
                .bean(HandOvers.class)
                .noShows(store.store(), point, new NoShowRequest(List.of(place.toString())))
                .results()
                .get(0)
                .outcome();
    }

    @OnBothDatabases
    void ofManyWhoScanAtOnceOneHandsOver(StoreDatabase shared) throws Exception {
        aStore(shared);
        ParticipationId place = aReadyPlace();
        List<Callable<String>> scans = IntStream.range(0, 16)
                .<Callable<String>>mapToObj(
                        i -> () -> (i % 2 == 0 ? hand(code(store.code(place))) : hand(upload(place, null, "e" + i % 4)))
                                .get(0)
                                .outcome())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<String> answer : threads.invokeAll(scans)) {
                assertThat(answer.get()).isIn("handed-over", "already-handed-over");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.events()).containsEntry("pickup.handed-over", 1);
    }
}
