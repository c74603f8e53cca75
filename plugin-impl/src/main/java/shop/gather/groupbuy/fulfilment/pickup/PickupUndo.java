package shop.gather.groupbuy.fulfilment.pickup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.event.Events;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.fulfilment.pickup.Pickup.Step;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.platform.StoreId;
import shop.gather.platform.audit.AuditLog;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/** Undoes a hand-over or a no-show that was recorded by mistake. Thread-safe. */
@Singleton
class PickupUndo {

    private final Transactions transactions;
    private final Participations participations;
    private final Pickups pickups;
    private final PlacePickups places;
    private final Events events;
    private final AuditLog audit;

    @Inject
    PickupUndo(
            Transactions transactions,
            Participations participations,
            Pickups pickups,
            PlacePickups places,
            Events events,
            AuditLog audit) {
        this.transactions = transactions;
        this.participations = participations;
        this.pickups = pickups;
        this.places = places;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Makes the place ready again; cancelled if it has ended since.
     *
     * @param reason for the audit log
     * @throws ProblemException NOT_FOUND, or CONFLICT if there is nothing to undo
     */
    void undo(StoreId store, String actor, ParticipationId id, String reason) {
        transactions.inStore(store, () -> {
            Participation place = participations.lock(store, id).orElseThrow(() -> ProblemException.notFound("place"));
            Pickup pickup = pickups.lock(store, id).orElseThrow(() -> ProblemException.notFound("pickup"));
            if (!Step.UNDO.startsFrom(pickup.state())) {
                throw new ProblemException(
                        ProblemCode.CONFLICT, "There is nothing to undo: the place is " + pickup.state() + ".");
            }
            if (place.state() == Participation.State.CONFIRMED) {
                pickups.undo(store, pickup);
            } else {
                places.cancel(store, pickup, Step.UNDO_ENDED);
            }
            audit.recordAbout(
                    store, actor, "pickup.undone", id.toString(), pickup.state().name(), place.member(), reason);
            events.emit(store, new PickupEvent.Undone(id, pickup.campaign(), pickup.point()));
        });
    }
}
