package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.place.ChangedPlaces;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participations;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;
import shop.gather.spi.ShopException;

/** Lets buyers change the quantity of a place that is not paid yet. Thread-safe. */
@Singleton
class Changing {

    private final Transactions transactions;
    private final Participations participations;
    private final ChangedPlaces changed;
    private final BuyerAdmission admissions;
    private final CandidateOrders candidates;

    @Inject
    Changing(
            Transactions transactions,
            Participations participations,
            ChangedPlaces changed,
            BuyerAdmission admissions,
            CandidateOrders candidates) {
        this.transactions = transactions;
        this.participations = participations;
        this.changed = changed;
        this.admissions = admissions;
        this.candidates = candidates;
    }

    /**
     * Gives the buyer a place with another quantity. Repeating the request gets the same place. Asks the shop first
     * whether the buyer has paid: the order for the old quantity would otherwise find its place given away.
     *
     * @return the place that counts now: the same one if the quantity is the same, else another one
     * @throws ProblemException INVALID_VALUE, BUYER_LIMIT, CASE_FULL, TEAM_CLOSED, TOO_MANY_REQUESTS; CONFLICT or TEAM_SUCCEEDED if
     *     the place is paid or has ended
     * @throws ShopException if the shop cannot be asked; then nothing has changed
     */
    Participation change(StoreId store, Participation read, int quantity) {
        boolean paying = read.state() == Participation.State.HELD && read.quantity() != quantity;
        if (paying && !candidates.read(store, read).waiting().isEmpty()) {
            throw conflict("An order of the buyer is being read. Try again in a minute.");
        }
        ParticipationId id = transactions.inStore(store, () -> {
            Participation place = participations.lock(store, read.id()).orElseThrow();
            Optional<Participation> successor = changed.successor(store, place);
            if (successor.isPresent()) {
                return requireSame(successor.get(), quantity);
            }
            return switch (place.state()) {
                case HELD -> place.quantity() == quantity ? place.id() : replace(store, place, quantity);
                case RESERVED -> {
                    if (place.quantity() == quantity) {
                        yield place.id();
                    }
                    throw conflict("The place is reserved for " + place.quantity() + " units. Give it back and reserve"
                            + " again a minute later, or change the quantity when the payment is open.");
                }
                case PAID -> requirePaid(place, quantity);
                case CONFIRMED ->
                    throw new ProblemException(
                            ProblemCode.TEAM_SUCCEEDED,
                            "The team has succeeded, and the order is delivered as usual. To give units back, use the"
                                    + " shop's returns.");
                default -> throw conflict("The place has ended. Take another one.");
            };
        });
        return participations.find(store, id).orElseThrow();
    }

    private ParticipationId replace(StoreId store, Participation place, int quantity) {
        ParticipationId id = changed.replace(store, place, quantity);
        admissions.revoke(store, place);
        participations.endTimeToPay(store, place.id());
        return id;
    }

    private static ParticipationId requireSame(Participation successor, int quantity) {
        if (successor.quantity() != quantity) {
            throw conflict(
                    "The quantity was changed before: the place is now " + successor.id() + ". Change that one.");
        }
        return successor.id();
    }

    private static ParticipationId requirePaid(Participation place, int quantity) {
        if (place.quantity() != quantity) {
            throw conflict(
                    "The place is paid for " + place.quantity() + " units. To take another number, leave the place"
                            + " (the payment is returned) and take one with that number a minute later.");
        }
        return place.id();
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
