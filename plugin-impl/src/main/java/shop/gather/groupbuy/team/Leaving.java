package shop.gather.groupbuy.team;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.gather.groupbuy.place.Participation;
import shop.gather.groupbuy.place.Participation.Step;
import shop.gather.groupbuy.place.Participations;
import shop.gather.order.intake.Intake;
import shop.gather.platform.StoreId;
import shop.gather.platform.database.Transactions;
import shop.gather.platform.http.ProblemCode;
import shop.gather.platform.http.ProblemException;

/**
 * Lets buyers leave teams. An unpaid place is given back. A paid place of an open team is released, and its order is
 * marked to be read again in the same transaction: that read issues the commands that return the payment, as for a team
 * that has failed. The team's row decides if it fills or ends in the same moment. Thread-safe.
 */
@Singleton
class Leaving {

    private static final String GIVEN_BACK = "given-back-by-the-buyer";

    /** The reason of a paid place whose buyer has left. */
    static final String LEFT = "left-by-the-buyer";

    /** A place changes between its read and its lock at most when it is paid in the same moment. */
    private static final int TRIES = 3;

    private final Transactions transactions;
    private final Participations participations;
    private final Teams teams;
    private final BuyerAdmission admissions;
    private final Intake intake;
    private final TeamMessages messages;

    @Inject
    Leaving(
            Transactions transactions,
            Participations participations,
            Teams teams,
            BuyerAdmission admissions,
            Intake intake,
            TeamMessages messages) {
        this.transactions = transactions;
        this.participations = participations;
        this.teams = teams;
        this.admissions = admissions;
        this.intake = intake;
        this.messages = messages;
    }

    /**
     * The buyer of a place leaves its team. Does nothing if the place has ended, or its payment is being returned.
     *
     * @throws ProblemException TEAM_SUCCEEDED; TEAM_CLOSED after the deadline of a team that is not decided yet
     */
    void leave(StoreId store, Participation read) {
        Participation place = read;
        for (int time = 0; time < TRIES; time++) {
            Participation seen = place;
            Participation locked = transactions.inStore(store, () -> attempt(store, seen));
            if (locked == null) {
                if (seen.orderId() != null) {
                    intake.readSoon(store, seen.orderId());
                }
                return;
            }
            place = locked;
        }
        throw new ProblemException(ProblemCode.CONFLICT, "The place is being paid. Try again.");
    }

    /** Null when it is done; the place as it is now if an order pays for it that is not locked. */
    private Participation attempt(StoreId store, Participation seen) {
        // Locks the order's row before the place's, in the same sequence as all code that applies an order.
        if (seen.orderId() != null) {
            intake.mark(store, seen.orderId());
        }
        Participation place = participations.lock(store, seen.id()).orElseThrow();
        switch (place.state()) {
            case RESERVED -> giveReservationBack(store, place);
            case HELD -> giveBack(store, place);
            case PAID -> {
                if (!place.orderId().equals(seen.orderId())) {
                    return place;
                }
                leavePaid(store, place);
            }
            case CONFIRMED -> throw succeeded();
            default -> {} // The place has ended.
        }
        return null;
    }

    /** Without a cooldown: a reservation has cost nobody anything. */
    private void giveReservationBack(StoreId store, Participation place) {
        if (participations.move(store, place, Step.GIVE_BACK, GIVEN_BACK)) {
            teams.releaseHeld(store, place.team(), place.quantity());
        }
    }

    private void giveBack(StoreId store, Participation place) {
        if (participations.endUnpaid(store, place, Step.GIVE_BACK, GIVEN_BACK)) {
            teams.releaseHeld(store, place.team(), place.quantity());
            // With the time until which the buyer was admitted.
            admissions.revoke(store, place);
            participations.endTimeToPay(store, place.id());
        }
    }

    private void leavePaid(StoreId store, Participation place) {
        if (teams.leave(store, place.team(), place.units())) {
            participations.leave(store, place, LEFT);
            // The shop may give the price until the hold would have ended: nobody gets it without a team.
            admissions.revoke(store, place);
            messages.placeLeft(store, place);
            return;
        }
        switch (teams.find(store, place.team()).map(Team::state).orElseThrow()) {
            case SUCCEEDED -> throw succeeded();
            case OPEN, CLOSING ->
                throw new ProblemException(
                        ProblemCode.TEAM_CLOSED,
                        "The deadline has passed, and it is being decided whether the team succeeds. If it fails, the "
                                + "payment is returned.");
            case FAILED -> {} // The payment is returned anyway.
        }
    }

    private static ProblemException succeeded() {
        return new ProblemException(
                ProblemCode.TEAM_SUCCEEDED,
                "The team has succeeded, and the order is delivered as usual. To give it back, use the shop's returns.");
    }
}
