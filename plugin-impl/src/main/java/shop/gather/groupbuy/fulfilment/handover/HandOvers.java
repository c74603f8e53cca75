package shop.gather.groupbuy.fulfilment.handover;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.gather.event.Events;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.handover.DeviceEvents.Decided;
import shop.gather.groupbuy.fulfilment.handover.HandOverResults.Result;
import shop.gather.groupbuy.fulfilment.list.PickupPlace;
import shop.gather.groupbuy.fulfilment.list.PickupPlaces;
import shop.gather.groupbuy.fulfilment.pickup.Pickup;
import shop.gather.groupbuy.fulfilment.pickup.PickupCodes;
import shop.gather.groupbuy.fulfilment.pickup.PickupEvent;
import shop.gather.groupbuy.fulfilment.pickup.Pickups;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.platform.Ids;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.alarm.Alarms;

/**
 * Hands places over at a point, and records those that nobody collected. Each item has a transaction of its own: one
 * that is refused does not stop the others. A place is handed over by one conditional statement, so by one caller only.
 * Thread-safe.
 */
@Singleton
class HandOvers {

    private final Transactions transactions;
    private final Participations participations;
    private final Pickups pickups;
    private final PickupCodes codes;
    private final PickupPlaces places;
    private final DeviceEvents devices;
    private final Events events;
    private final Alarms alarms;
    private final Clock clock;

    @Inject
    HandOvers(
            Transactions transactions,
            Participations participations,
            Pickups pickups,
            PickupCodes codes,
            PickupPlaces places,
            DeviceEvents devices,
            Events events,
            Alarms alarms,
            Clock clock) {
        this.transactions = transactions;
        this.participations = participations;
        this.pickups = pickups;
        this.codes = codes;
        this.places = places;
        this.devices = devices;
        this.events = events;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** @param repeated whether the device has sent the item before */
    private record Answer(Decided decided, String deviceEvent, boolean repeated) {}

    /**
     * Hands places over at a point.
     *
     * @throws ProblemException INVALID_VALUE if an item names no place, or two; then nothing is handed over
     */
    HandOverResults handOver(StoreId store, String actor, PickupPointId point, HandOverRequest request) {
        if (!request.items().stream().allMatch(HandOverRequest.Item::namesOnePlace)) {
            throw ProblemException.invalid("items: each item needs either code or participationId.");
        }
        List<Answer> answers = new ArrayList<>();
        for (HandOverRequest.Item item : request.items()) {
            answers.add(transactions.inStore(store, () -> handOver(store, actor, point, item)));
        }
        return results(store, point, answers);
    }

    private Answer handOver(StoreId store, String actor, PickupPointId point, HandOverRequest.Item item) {
        Optional<ParticipationId> place = place(store, item);
        String event =
                item.deviceEventId() == null ? null : item.deviceEventId().strip();
        if (event == null) {
            return new Answer(decide(store, actor, point, place, item.at()), null, false);
        }
        if (!devices.take(store, point, event, actor)) {
            Decided before = devices.find(store, point, event).orElseThrow();
            ParticipationId known = place.filter(
                            id -> participations.find(store, id).isPresent())
                    .orElse(null);
            boolean same = Objects.equals(before.place(), known);
            Decided decided = same ? before : new Decided(Outcome.DEVICE_EVENT_REUSED, known);
            return new Answer(decided, event, same);
        }
        Decided decided = decide(store, actor, point, place, item.at());
        devices.decide(store, point, event, decided);
        if (decided.outcome().isConflict(item.at() != null)) {
            alarms.raise(
                    store,
                    "pickup-conflict:" + decided.place(),
                    "pickup-conflict",
                    "A device recorded that place " + decided.place() + " was handed over at pickup point " + point
                            + ", but it is " + decided.outcome().code()
                            + ". Ask who handed it over: goods may have left twice, or unpaid.");
        }
        return new Answer(decided, event, false);
    }

    private Optional<ParticipationId> place(StoreId store, HandOverRequest.Item item) {
        return item.code() == null
                ? Ids.parse(item.participationId()).map(ParticipationId::new)
                : pickups.byCode(store, codes.hashes(store, item.code()));
    }

    private Decided decide(
            StoreId store, String actor, PickupPointId point, Optional<ParticipationId> named, Instant at) {
        Optional<Participation> place = named.flatMap(id -> participations.find(store, id));
        if (place.isEmpty()) {
            return new Decided(Outcome.UNKNOWN_PLACE, null);
        }
        ParticipationId id = place.get().id();
        if (pickups.handOver(store, id, point, at == null ? clock.instant() : at, actor)) {
            events.emit(store, new PickupEvent.HandedOver(id, place.get().campaign(), point));
            return new Decided(Outcome.HANDED_OVER, id);
        }
        return new Decided(refusal(store, place.get(), point), id);
    }

    private Outcome refusal(StoreId store, Participation place, PickupPointId point) {
        Optional<Pickup> found = pickups.find(store, place.id());
        if (found.isEmpty()) {
            return Outcome.NOT_CONFIRMED;
        }
        Pickup pickup = found.get();
        if (!point.equals(pickup.point())) {
            return Outcome.WRONG_POINT;
        }
        boolean confirmed =
                place.state() == Participation.State.CONFIRMED && !Participation.PAY_AGAIN.equals(place.reason());
        return switch (pickup.state()) {
            case HANDED_OVER -> Outcome.ALREADY_HANDED_OVER;
            case CANCELLED -> Outcome.CANCELLED;
            case WAITING -> confirmed ? Outcome.NOT_READY : Outcome.NOT_CONFIRMED;
            case READY, NO_SHOW -> Outcome.NOT_CONFIRMED;
        };
    }

    /** Records that nobody has collected these places in time. */
    HandOverResults noShows(StoreId store, PickupPointId point, NoShowRequest request) {
        List<Answer> answers = new ArrayList<>();
        for (String named : request.participationIds()) {
            answers.add(new Answer(transactions.inStore(store, () -> noShow(store, point, named)), null, false));
        }
        return results(store, point, answers);
    }

    private Decided noShow(StoreId store, PickupPointId point, String named) {
        Optional<Participation> place =
                Ids.parse(named).map(ParticipationId::new).flatMap(id -> participations.find(store, id));
        if (place.isEmpty()) {
            return new Decided(Outcome.UNKNOWN_PLACE, null);
        }
        ParticipationId id = place.get().id();
        if (pickups.miss(store, id, point)) {
            events.emit(store, new PickupEvent.NoShow(id, place.get().campaign(), point));
            return new Decided(Outcome.NO_SHOW, id);
        }
        Optional<Pickup> pickup = pickups.find(store, id).filter(row -> point.equals(row.point()));
        if (pickup.filter(row -> row.state() == Pickup.State.NO_SHOW).isPresent()) {
            return new Decided(Outcome.NO_SHOW, id);
        }
        boolean early = pickup.filter(row ->
                        row.state() == Pickup.State.READY && place.get().state() == Participation.State.CONFIRMED)
                .isPresent();
        return new Decided(early ? Outcome.NOT_OVERDUE : refusal(store, place.get(), point), id);
    }

    private HandOverResults results(StoreId store, PickupPointId point, List<Answer> answers) {
        List<ParticipationId> ids = answers.stream()
                .map(answer -> answer.decided().place())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<ParticipationId, PickupPlace> shown = places.of(store, ids).stream()
                .filter(place -> point.equals(place.pointId()))
                .collect(Collectors.toMap(PickupPlace::participation, Function.identity()));
        List<Result> results = answers.stream()
                .map(answer -> {
                    Decided decided = answer.decided();
                    return new Result(
                            decided.outcome().code(),
                            decided.place(),
                            answer.deviceEvent(),
                            answer.repeated(),
                            decided.place() == null ? null : shown.get(decided.place()));
                })
                .toList();
        return new HandOverResults(results, (int) answers.stream()
                .filter(answer -> answer.decided().outcome() == Outcome.HANDED_OVER)
                .count());
    }
}
