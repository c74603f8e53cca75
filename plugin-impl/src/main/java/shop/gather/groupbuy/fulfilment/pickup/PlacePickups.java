package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.PickupPointId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.State;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.Step;
import shop.gather.groupbuy.fulfilment.pickup.PickupLoads.Slot;
import shop.gather.groupbuy.fulfilment.point.PickupPoint;
import shop.gather.groupbuy.fulfilment.point.PickupPoints;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.groupbuy.place.PlaceMoved;
import shop.gather.groupbuy.terms.PickupAtPoints;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Keeps each pickup in step with its place, in the transaction in which the place moves, and lets the buyer choose the
 * point. Locks the place, then its pickup, then the loads of points. Thread-safe.
 */
@Singleton
public class PlacePickups {

    private final Transactions transactions;
    private final Participations participations;
    private final PickupCampaigns campaigns;
    private final Pickups pickups;
    private final PickupLoads loads;
    private final PickupPoints points;
    private final PickupCodes codes;
    private final PickupAlarms alarms;
    private final Clock clock;

    @Inject
    PlacePickups(
            Transactions transactions,
            Participations participations,
            PickupCampaigns campaigns,
            Pickups pickups,
            PickupLoads loads,
            PickupPoints points,
            PickupCodes codes,
            PickupAlarms alarms,
            Clock clock) {
        this.transactions = transactions;
        this.participations = participations;
        this.campaigns = campaigns;
        this.pickups = pickups;
        this.loads = loads;
        this.points = points;
        this.codes = codes;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** No statement for a place of a campaign without pickup, once the node knows its terms. */
    void on(@Observes PlaceMoved moved) {
        Participation place = moved.place();
        campaigns
                .policy(moved.store(), place.campaign())
                .ifPresent(policy -> follow(moved.store(), place, moved.to(), policy));
    }

    private void follow(StoreId store, Participation place, Participation.State to, PickupAtPoints policy) {
        switch (to) {
            case PAID -> counts(store, place, policy);
            case CONFIRMED -> confirmed(store, place, policy);
            case RESERVED, HELD -> {}
            default -> ended(store, place);
        }
    }

    /** The place is paid: it is collected, at the only point if there is one. */
    private Pickup counts(StoreId store, Participation place, PickupAtPoints policy) {
        Pickup pickup = pickups.lockOrCreate(store, place.id(), place.campaign());
        if (pickup.state() == State.CANCELLED) {
            Optional<PickupPoint> before = Optional.ofNullable(pickup.point()).flatMap(id -> points.find(store, id));
            Optional<Slot> slot = before.map(point -> slot(place, policy, pickup, point))
                    .filter(there -> loads.move(store, null, there));
            pickups.reopen(
                    store,
                    pickup,
                    slot.map(Slot::point).orElse(null),
                    slot.map(Slot::day).orElse(null));
        }
        Pickup now = pickups.lock(store, place.id()).orElseThrow();
        if (now.point() == null && now.state() == State.WAITING) {
            onlyPoint(store, policy).ifPresent(point -> {
                Slot slot = slot(place, policy, now, point);
                if (loads.move(store, null, slot)) {
                    pickups.choose(store, now, slot.point(), slot.day());
                    alarms.settle(store, now);
                }
            });
        }
        return now;
    }

    private void confirmed(StoreId store, Participation place, PickupAtPoints policy) {
        Pickup pickup = counts(store, place, policy);
        if (pickup.state() == State.HANDED_OVER) {
            return;
        }
        if (pickup.confirmedAt() == null) {
            String key = codes.currentKey();
            pickups.confirm(store, place.id(), policy, key, codes.hash(store, place.id(), key));
        } else {
            // Paid again after the payment was declined.
            pickups.resume(store, place.id());
            alarms.settle(store, pickup);
        }
    }

    private void ended(StoreId store, Participation place) {
        pickups.lock(store, place.id())
                .filter(pickup -> Step.CANCEL.startsFrom(pickup.state()))
                .ifPresent(pickup -> cancel(store, pickup, Step.CANCEL));
    }

    /** Cancels a pickup and frees its place at the point. */
    void cancel(StoreId store, Pickup pickup, Step step) {
        if (pickup.point() != null) {
            loads.move(store, new Slot(pickup.point(), pickup.campaign(), pickup.day()), null);
        }
        pickups.cancel(store, pickup, step);
        alarms.settle(store, pickup);
    }

    /** The point of a campaign that has exactly one. */
    Optional<PickupPoint> onlyPoint(StoreId store, PickupAtPoints policy) {
        List<PickupPoint> choosable = points.choosable(store, policy, 2);
        return choosable.size() == 1 ? Optional.of(choosable.get(0)) : Optional.empty();
    }

    /**
     * Chooses the point at which a place is collected, also in place of another, until it is handed over. Idempotent.
     *
     * @throws ProblemException NOT_FOUND if there is no such place or point, CONFLICT if the point cannot be chosen or
     *     the place has ended, PICKUP_POINT_FULL
     */
    public void choose(StoreId store, ParticipationId id, PickupPointId wanted) {
        transactions.inStore(store, () -> {
            Participation place = participations.lock(store, id).orElseThrow(() -> ProblemException.notFound("place"));
            PickupAtPoints policy = campaigns
                    .policy(store, place.campaign())
                    .orElseThrow(() -> conflict("The campaign has no pickup: the shop delivers."));
            boolean open = place.state() == Participation.State.RESERVED
                    || place.state() == Participation.State.HELD
                    || Participation.State.KEEPING.contains(place.state());
            if (!open) {
                throw conflict("The place has ended.");
            }
            PickupPoint point = requireChoosable(store, policy, wanted);
            Pickup pickup = pickups.lockOrCreate(store, id, place.campaign());
            if (wanted.equals(pickup.point()) && pickup.state() != State.CANCELLED) {
                return;
            }
            if (!Step.CHOOSE.startsFrom(pickup.state())) {
                throw conflict("The place can no longer be moved to another point: it is " + pickup.state() + ".");
            }
            Slot from = pickup.counts() ? new Slot(pickup.point(), pickup.campaign(), pickup.day()) : null;
            Slot to = slot(place, policy, pickup, point);
            if (!loads.move(store, from, to)) {
                throw full();
            }
            pickups.choose(store, pickup, wanted, to.day());
            alarms.settle(store, pickup);
        });
    }

    /** @throws ProblemException NOT_FOUND or CONFLICT */
    PickupPoint requireChoosable(StoreId store, PickupAtPoints policy, PickupPointId wanted) {
        PickupPoint point = points.require(store, wanted);
        if (!point.isActive() || !policy.allows(wanted)) {
            throw conflict("This point cannot be chosen for the campaign: see GET /storefront/v1/pickup-points.");
        }
        return point;
    }

    /** Where a place counts: for the campaign, and for the day on which it becomes ready as far as known. */
    Slot slot(Participation place, PickupAtPoints policy, Pickup pickup, PickupPoint point) {
        Instant from = pickup.readyFrom() == null ? policy.beginsFor(clock.instant()) : pickup.readyFrom();
        return new Slot(
                point.id(),
                place.campaign(),
                from.atZone(point.zone()).toLocalDate().toString());
    }

    static ProblemException full() {
        return new ProblemException(ProblemCode.PICKUP_POINT_FULL, "Choose another point.");
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
