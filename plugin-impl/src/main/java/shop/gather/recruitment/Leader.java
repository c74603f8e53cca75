package shop.gather.recruitment;

import java.time.Instant;
import java.util.UUID;

/**
 * A member who brings others. Made by an approved application or by the owner; the recruiter is fixed then, and is
 * always a leader who was there before, so no chain of recruiters ever loops. A leader gets no credit for orders that
 * are placed while she is suspended, and her links lead nowhere; what she has earned stays hers.
 *
 * @param recruiterId the leader who invited this one; null if nobody did
 */
public record Leader(UUID id, UUID memberId, UUID recruiterId, State state, Instant since) {

    /** Whether a leader takes part. */
    public enum State {
        ACTIVE,
        SUSPENDED
    }

    public boolean active() {
        return state == State.ACTIVE;
    }
}
