package shop.gather.recruitment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A member asks to become a leader. The programme's rules judge it at once: a failed rule makes it
 * {@link State#REJECTED}, with the reasons; else it is {@link State#SUBMITTED} and waits for the owner, who approves or
 * rejects it once. {@link Step} is the table of all transitions. Immutable.
 *
 * @param leaderId the leader that the member is now; null while none
 * @param recruiterId the leader who invited the member; null if nobody did
 * @param screening what each rule found
 * @param decidedBy {@code rules}, or the caller who decided; null while it waits
 * @param reason why it was rejected; null otherwise
 */
record Application(
        UUID id,
        UUID programmeId,
        UUID memberId,
        UUID leaderId,
        UUID recruiterId,
        String pitch,
        State state,
        List<Rule.Verdict> screening,
        String decidedBy,
        String reason,
        Instant appliedAt,
        Instant decidedAt) {

    /** Where an application stands. */
    enum State {
        SUBMITTED,
        APPROVED,
        REJECTED
    }

    /** Every transition of an application: the state that it leaves, and the one that it leads to. */
    enum Step {
        /** The owner makes the applicant a leader. */
        APPROVE(State.SUBMITTED, State.APPROVED),
        /** The owner says no. */
        REJECT(State.SUBMITTED, State.REJECTED),
        /** The applicant was erased before the owner had decided. */
        WITHDRAW(State.SUBMITTED, State.REJECTED);

        private final State from;
        private final State to;

        Step(State from, State to) {
            this.from = from;
            this.to = to;
        }

        State from() {
            return from;
        }

        State to() {
            return to;
        }
    }
}
