package shop.gather.recruitment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A member asks to become a leader. The programme's rules judge it at once: a failed rule rejects it with the reasons,
 * else it waits for the owner, who approves or rejects it once.
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
}
