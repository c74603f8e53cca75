package shop.gather.groupbuy.place;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * One member's place in one team. It is {@link State#HELD} while the buyer pays. The payment makes it
 * {@link State#PAID}; without one the hold expires, and the member can still pay if the team has room then. When the
 * team succeeds the place is {@link State#CONFIRMED}; when it fails, {@link State#FAILED} until the money is back, then
 * {@link State#RETURNED}. {@link Step} is the table of all transitions. Immutable.
 *
 * @param campaign null for a place that was just inserted
 * @param reason stable code of why the state is what it is; null while nothing went wrong
 * @param admittedCustomer the customer id that the shop has admitted, whichever member that account belongs to now;
 *     null before, and where it need not be known
 * @param rebate minor units that the buyer gets back by the order as last read; null before, and where the shop charges
 *     what one costs in the end
 * @param rebateOpen what of the rebate is still to be paid; null as the rebate
 */
public record Participation(
        UUID id,
        UUID team,
        UUID campaign,
        UUID member,
        State state,
        String reason,
        Admission admission,
        String admissionReference,
        String admittedCustomer,
        Instant holdUntil,
        String orderId,
        Long rebate,
        Long rebateOpen,
        Instant createdAt) {

    /** The reason of a confirmed place whose payment was declined: the buyer may pay again for a while. */
    public static final String PAY_AGAIN = "payment-declined-pay-again";

    public enum State {
        /** A place is kept while the buyer pays. */
        HELD,
        /** Paid; the team is still filling. */
        PAID,
        /** Paid, and the team has succeeded. */
        CONFIRMED,
        /** The hold ended without a payment. */
        EXPIRED,
        /** The buyer gave the place back, or the order was cancelled, before the team was full. */
        WITHDRAWN,
        /** The shop would not admit the buyer to the price. */
        REFUSED,
        /** The team failed; the money is on its way back. */
        FAILED,
        /**
         * The team succeeded, but the payment was declined then and not made again in time; the order is being
         * cancelled.
         */
        UNPAID,
        /** Paid when no place was left for it; the money is on its way back. */
        LATE,
        /** Nothing of the team's price is kept from the buyer any more. */
        RETURNED;

        /** The order pays for the place. */
        public static final Set<State> KEEPING = EnumSet.of(PAID, CONFIRMED);

        /** The place is over, and its money is on its way back. */
        public static final Set<State> GIVING_BACK = EnumSet.of(FAILED, LATE, UNPAID);

        /** The member can join no other team of the campaign meanwhile. */
        boolean isActive() {
            return this == HELD || this == PAID;
        }
    }

    /** Whether the shop has admitted the buyer to the group price. */
    public enum Admission {
        PENDING,
        READY,
        FAILED
    }

    /**
     * Every transition of a place: the states that it leaves, the state that it leads to, and the event that tells of
     * it.
     */
    public enum Step {
        /** The hold, or the team, ended without a payment. */
        EXPIRE(State.EXPIRED, ParticipationEvent.Expired::new, State.HELD),
        /** The buyer gives an unpaid place back. Nobody else is told. */
        GIVE_BACK(State.WITHDRAWN, null, State.HELD),
        /** The shop does not admit the buyer to the price. */
        REFUSE(State.REFUSED, ParticipationEvent.Refused::new, State.HELD),
        /** The order pays for the place, or for a place that is still free after the hold. */
        PAY(State.PAID, ParticipationEvent.Paid::new, State.HELD, State.EXPIRED, State.WITHDRAWN, State.REFUSED),
        /** The order was paid when the team had no place for it. */
        PAY_LATE(State.LATE, ParticipationEvent.Late::new, State.HELD, State.EXPIRED, State.WITHDRAWN, State.REFUSED),
        /** The order was cancelled, refunded or exchanged while the team was filling. */
        WITHDRAW(State.WITHDRAWN, ParticipationEvent.Withdrawn::new, State.PAID),
        /** The team has succeeded. */
        CONFIRM(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.PAID),
        /** The team has failed. */
        FAIL(State.FAILED, ParticipationEvent.Failed::new, State.PAID),
        /** A payment that was declined after the team had succeeded was made again. */
        PAY_AGAIN(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.CONFIRMED),
        /** It was not made again in time. */
        GIVE_UP(State.UNPAID, ParticipationEvent.Unpaid::new, State.CONFIRMED),
        /** What was paid has come back to the buyer. */
        RETURN(
                State.RETURNED,
                ParticipationEvent.Returned::new,
                State.FAILED,
                State.LATE,
                State.UNPAID,
                State.CONFIRMED),
        /** The owner accepts an order that was cancelled and restored in the shop, for a place that nobody else got. */
        RESTORE(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.RETURNED);

        private final State to;
        private final ParticipationEvent.Of event;
        private final Set<State> from;

        Step(State to, ParticipationEvent.Of event, State first, State... others) {
            this.to = to;
            this.event = event;
            this.from = EnumSet.of(first, others);
        }

        /** Where it leads from a state; throws {@link IllegalStateException} for a state that it does not leave. */
        State from(State state) {
            if (!from.contains(state)) {
                throw new IllegalStateException("a place that is " + state + " cannot " + this);
            }
            return to;
        }

        /** Makes the event that tells of it; null for none. */
        ParticipationEvent.Of event() {
            return event;
        }
    }
}
