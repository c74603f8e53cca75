package shop.gather.groupbuy.place;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import shop.gather.groupbuy.CampaignId;
import shop.gather.groupbuy.ParticipationId;
import shop.gather.groupbuy.TeamId;
import shop.gather.platform.MemberId;

/**
 * One member's place in one team. It is {@link State#HELD} while the buyer pays; in a presale it is
 * {@link State#RESERVED} before that. The payment makes it
 * {@link State#PAID}; without one the hold expires, and the member can still pay if the team has room then. When the
 * team succeeds, the place is {@link State#CONFIRMED}; when it fails, {@link State#FAILED} until the money is returned,
 * then {@link State#RETURNED}. A buyer who leaves before that is {@link State#LEFT} until the money is returned.
 * {@link Step} is the table of all transitions. Immutable.
 *
 * @param campaign null for a place that was just inserted
 * @param quantity the number of units that the buyer asked for, at least 1
 * @param units the number of units that the order has paid for and that are not cancelled, at most {@code quantity}; 0
 *     before the payment
 * @param variantId the further article of the campaign that the buyer chose; null for the main one
 * @param reason a stable code that explains the state; null for the normal course
 * @param admittedCustomer the customer id that the shop has admitted, whichever member that account belongs to now;
 *     null before the admission, and where the shop need not admit
 * @param rebate minor units to be paid back in total, by the order as last read; null before, and where the shop
 *     charges the final price
 * @param rebateOpen the part of the rebate that is not paid back yet; null like the rebate
 * @param delivered what was delivered, in grams or pieces as the terms say; null if nothing was recorded
 * @param createdAt when the place was taken or, in a presale, when its payment was opened: from then on it could be paid
 */
public record Participation(
        ParticipationId id,
        TeamId team,
        CampaignId campaign,
        MemberId member,
        int quantity,
        int units,
        String variantId,
        State state,
        String reason,
        Admission admission,
        String admissionReference,
        String admittedCustomer,
        Instant holdUntil,
        String orderId,
        Long rebate,
        Long rebateOpen,
        Long delivered,
        Instant createdAt) {

    /** The reason of a confirmed place whose payment was declined: the buyer may pay again until {@code holdUntil}. */
    public static final String PAY_AGAIN = "payment-declined-pay-again";

    public enum State {
        /** The buyer has a place in a presale, and cannot pay for it yet. */
        RESERVED,
        /** The place is reserved while the buyer pays. */
        HELD,
        /** Paid; the team is still filling. */
        PAID,
        /** Paid, and the team has succeeded. */
        CONFIRMED,
        /** The hold ended without a payment. */
        EXPIRED,
        /**
         * The buyer gave the place back, the order was cancelled before the team was full, or the payment of the
         * presale was never opened.
         */
        WITHDRAWN,
        /** The shop has refused to admit the buyer to the price. */
        REFUSED,
        /** The team failed; the payment is being returned. */
        FAILED,
        /**
         * The team succeeded, but the payment was declined and the buyer did not pay again in time; the order is being
         * cancelled.
         */
        UNPAID,
        /** Paid when the team had no place left for it; the payment is being returned. */
        LATE,
        /** The buyer left the team after paying, before it succeeded; the payment is being returned. */
        LEFT,
        /** The team succeeded, and the place was not drawn; the payment is being returned. */
        NOT_DRAWN,
        /** The group order succeeded, and the place fills no full case; the payment is being returned. */
        CASE_NOT_FILLED,
        /** The buyer's payment for the place has been returned in full. */
        RETURNED;

        /** The states in which the order pays for the place. */
        public static final Set<State> KEEPING = EnumSet.of(PAID, CONFIRMED);

        /** The states in which the place has ended and its payment is being returned. */
        public static final Set<State> GIVING_BACK = EnumSet.of(FAILED, LATE, UNPAID, LEFT, NOT_DRAWN, CASE_NOT_FILLED);

        /** Whether the place keeps the member from joining another team of the campaign. */
        boolean isActive() {
            return this == RESERVED || this == HELD || this == PAID;
        }
    }

    /** Whether the shop has admitted the buyer to the group price. */
    public enum Admission {
        PENDING,
        READY,
        FAILED
    }

    /** Every transition of a place: the states from which it starts, the state to which it leads, and its event. */
    public enum Step {
        /** The payment of the presale is opened: the buyer may pay. No event is emitted for each place. */
        OPEN_PAYMENT(State.HELD, null, State.RESERVED),
        /** The presale has ended, and its payment was never opened. No event is emitted for each place. */
        RELEASE(State.WITHDRAWN, null, State.RESERVED),
        /** The hold, or the team, ended without a payment. */
        EXPIRE(State.EXPIRED, ParticipationEvent.Expired::new, State.HELD),
        /** The buyer gives an unpaid place back. No event is emitted. */
        GIVE_BACK(State.WITHDRAWN, null, State.HELD, State.RESERVED),
        /** The shop refuses to admit the buyer to the price. */
        REFUSE(State.REFUSED, ParticipationEvent.Refused::new, State.HELD),
        /** The order pays for the place, also after the hold has ended, if the team still has a free place. */
        PAY(State.PAID, ParticipationEvent.Paid::new, State.HELD, State.EXPIRED, State.WITHDRAWN, State.REFUSED),
        /** The order was paid when the team had no place for it. */
        PAY_LATE(State.LATE, ParticipationEvent.Late::new, State.HELD, State.EXPIRED, State.WITHDRAWN, State.REFUSED),
        /** The order was paid when the team had no place for it, and got a place in another team of the campaign. */
        MOVE(State.PAID, ParticipationEvent.Moved::new, State.HELD, State.EXPIRED, State.REFUSED),
        /** The order was cancelled, refunded or exchanged while the team was filling. */
        WITHDRAW(State.WITHDRAWN, ParticipationEvent.Withdrawn::new, State.PAID),
        /** The buyer leaves the team after paying, before it has succeeded. */
        LEAVE(State.LEFT, ParticipationEvent.Left::new, State.PAID),
        /** The team has succeeded. */
        CONFIRM(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.PAID),
        /** The team has succeeded, and the draw went to others. */
        LOSE(State.NOT_DRAWN, ParticipationEvent.NotDrawn::new, State.PAID),
        /** The group order has succeeded, and the place fills no full case. */
        LEAVE_OUT(State.CASE_NOT_FILLED, ParticipationEvent.CaseNotFilled::new, State.PAID),
        /** The team has failed. */
        FAIL(State.FAILED, ParticipationEvent.Failed::new, State.PAID),
        /** The buyer has paid again after the payment was declined. */
        PAY_AGAIN(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.CONFIRMED),
        /** The buyer did not pay again in time. */
        GIVE_UP(State.UNPAID, ParticipationEvent.Unpaid::new, State.CONFIRMED),
        /** The payment has been returned to the buyer. */
        RETURN(
                State.RETURNED,
                ParticipationEvent.Returned::new,
                State.FAILED,
                State.LATE,
                State.UNPAID,
                State.LEFT,
                State.NOT_DRAWN,
                State.CASE_NOT_FILLED,
                State.CONFIRMED),
        /**
         * The owner accepts an order that was cancelled and restored in the shop; the place was not given to another
         * buyer.
         */
        RESTORE(State.CONFIRMED, ParticipationEvent.Confirmed::new, State.RETURNED);

        private final State to;
        private final ParticipationEvent.Of event;
        private final Set<State> from;

        Step(State to, ParticipationEvent.Of event, State first, State... others) {
            this.to = to;
            this.event = event;
            this.from = EnumSet.of(first, others);
        }

        /**
         * The state to which the step leads; throws {@link IllegalStateException} for a state from which it does not
         * start.
         */
        public State from(State state) {
            if (!from.contains(state)) {
                throw new IllegalStateException("a place that is " + state + " cannot " + this);
            }
            return to;
        }

        /** Creates the step's event; null if it has none. */
        ParticipationEvent.Of event() {
            return event;
        }
    }
}
