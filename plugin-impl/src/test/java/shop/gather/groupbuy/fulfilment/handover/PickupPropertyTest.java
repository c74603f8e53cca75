package shop.gather.groupbuy.fulfilment.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.groupbuy.fulfilment.pickup.PickupsOnDatabase;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.ledger.OnBothDatabases;
import shop.gather.ledger.StoreDatabase;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Random histories of places with pickup, beside a simple model: payments, confirmations, failures, refunds, restored
 * orders, choices, scans, uploads of devices that repeat themselves, no-shows and undone hand-overs, in any order. After
 * each deed the row, the outcome, the loads of both points and the number of hand-overs are those of the model.
 */
class PickupPropertyTest {

    private static final int HISTORIES = 150;
    private static final int LENGTH = 30;

    private enum Deed {
        PAY,
        CONFIRM,
        FAIL,
        REFUND,
        RESTORE,
        CHOOSE,
        CHOOSE_AGAIN,
        READY,
        READY_AGAIN,
        SCAN,
        SCAN_AGAIN,
        UPLOAD,
        UPLOAD_AGAIN,
        OVERDUE,
        MISS,
        UNDO
    }

    private final Map<PickupPointId, Integer> loads = new HashMap<>();
    private final Map<Outcome, Integer> outcomes = new HashMap<>();
    private PickupsOnDatabase store;
    private List<PickupPointId> points;
    private int handedOver;

    @OnBothDatabases
    void everyHistoryIsThatOfTheModel(StoreDatabase shared) {
        store = new PickupsOnDatabase(
                shared, new PickupAtPoints(null, Duration.ZERO, Duration.ofDays(1), null, null, null));
        points = List.of(store.aPoint(), store.aPoint());
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            play(random, seed + ", history " + history);
        }
        System.out.println("COUNT random histories of pickups: " + HISTORIES + ", outcomes " + outcomes);
        assertThat(outcomes.keySet())
                .as("seed " + seed)
                .contains(
                        Outcome.HANDED_OVER,
                        Outcome.ALREADY_HANDED_OVER,
                        Outcome.NOT_CONFIRMED,
                        Outcome.CANCELLED,
                        Outcome.WRONG_POINT,
                        Outcome.UNKNOWN_PLACE,
                        Outcome.NO_SHOW);
        assertThat(store.events().getOrDefault("pickup.handed-over", 0)).isEqualTo(handedOver);
    }

    private void play(Random random, String seed) {
        ParticipationId place = store.aPlace(Participation.State.HELD);
        PickupModel model = new PickupModel();
        List<String> told = new ArrayList<>();
        for (int step = 0; step < LENGTH; step++) {
            // Mostly forwards, or few places would ever be handed over.
            Deed deed = step < 6 && random.nextInt(4) > 0
                    ? List.of(Deed.CHOOSE, Deed.PAY, Deed.CONFIRM, Deed.READY, Deed.OVERDUE, Deed.SCAN)
                            .get(step)
                    : Deed.values()[random.nextInt(Deed.values().length)];
            PickupPointId point = points.get(random.nextInt(4) == 0 ? 1 : 0);
            told.add(deed + " " + points.indexOf(point));
            if (model.counts()) {
                loads.merge(model.point, -1, Integer::sum);
            }
            play(deed, point, place, model, random.nextInt(3), "seed " + seed + ": " + told);
            if (model.counts()) {
                loads.merge(model.point, 1, Integer::sum);
            }
            compare(place, model, "seed " + seed + ": " + told);
        }
    }

    private void play(
            Deed deed, PickupPointId point, ParticipationId place, PickupModel model, int number, String history) {
        switch (deed) {
            case PAY -> {
                if (model.place == Participation.State.HELD) {
                    store.move(place, Step.PAY);
                    model.pay();
                }
            }
            case CONFIRM -> {
                if (model.place == Participation.State.PAID) {
                    store.move(place, Step.CONFIRM);
                    model.confirm();
                }
            }
            case FAIL -> {
                if (model.place == Participation.State.PAID && number == 0) {
                    store.move(place, Step.FAIL);
                    model.end(Participation.State.FAILED);
                }
            }
            case REFUND -> {
                if (model.place == Participation.State.CONFIRMED) {
                    store.move(place, Step.RETURN);
                    model.end(Participation.State.RETURNED);
                }
            }
            case RESTORE -> {
                if (model.place == Participation.State.RETURNED) {
                    store.move(place, Step.RESTORE);
                    model.confirm();
                }
            }
            case CHOOSE, CHOOSE_AGAIN ->
                assertThat(accepted(() -> store.choose(place, point)))
                        .as(history)
                        .isEqualTo(model.choose(point));
            case READY, READY_AGAIN -> {
                if (model.pickup != null) {
                    store.becomeReady(place);
                    model.ready();
                }
            }
            case SCAN, SCAN_AGAIN ->
                outcome(hand(point, store.code(place), null, null), model.handOver(point, true), history);
            case UPLOAD, UPLOAD_AGAIN -> {
                String event = place + "-" + number;
                boolean repeated = model.devices.containsKey(point + "/" + event);
                Pickup.State before = model.pickup;
                Outcome expected = model.upload(point, event);
                HandOverResults results = hand(point, null, place, event);
                assertThat(results.results().get(0).outcome()).as(history).isEqualTo(expected.code());
                assertThat(results.results().get(0).repeated()).as(history).isEqualTo(repeated);
                outcomes.merge(expected, 1, Integer::sum);
                handedOver += model.pickup == Pickup.State.HANDED_OVER && before != Pickup.State.HANDED_OVER ? 1 : 0;
            }
            case OVERDUE -> {
                store.write(
                        "update pickup set ready_until = now() - interval '1' minute where store_id = :store"
                                + " and participation_id = ? and ready_until is not null",
                        place);
                model.overdue = model.confirmed;
            }
            case MISS -> {
                boolean missed = model.misses(point);
                HandOvers handOvers = store.database().bean(HandOvers.class);
                String outcome = handOvers
                        .noShows(store.store(), point, new NoShowRequest(List.of(place.toString())))
                        .results()
                        .get(0)
                        .outcome();
                if (missed) {
                    outcomes.merge(Outcome.NO_SHOW, 1, Integer::sum);
                    assertThat(outcome).as(history).isEqualTo("no-show");
                }
            }
            case UNDO ->
                assertThat(accepted(() -> store.undo(place))).as(history).isEqualTo(model.undo());
        }
    }

    private void outcome(HandOverResults results, Outcome expected, String history) {
        assertThat(results.results().get(0).outcome()).as(history).isEqualTo(expected.code());
        outcomes.merge(expected, 1, Integer::sum);
        handedOver += expected == Outcome.HANDED_OVER ? 1 : 0;
    }

    private HandOverResults hand(PickupPointId point, String code, ParticipationId place, String event) {
        HandOverRequest.Item item =
                new HandOverRequest.Item(code, place == null ? null : place.toString(), null, event);
        return store.database()
                .bean(HandOvers.class)
                .handOver(store.store(), "owner:test", point, new HandOverRequest(List.of(item)));
    }

    private void compare(ParticipationId place, PickupModel model, String history) {
        if (model.pickup != null) {
            Pickup row = store.pickup(place);
            assertThat(row.state()).as(history).isEqualTo(model.pickup);
            assertThat(row.point()).as(history).isEqualTo(model.point);
            assertThat(row.confirmedAt() != null).as(history).isEqualTo(model.confirmed);
        }
        for (PickupPointId point : points) {
            assertThat(store.load(point)).as(history).isEqualTo(loads.getOrDefault(point, 0));
        }
    }

    private static boolean accepted(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.code()).isIn(ProblemCode.CONFLICT, ProblemCode.NOT_FOUND);
            return false;
        }
    }
}
