package shop.gather.recruitment;

import java.time.Instant;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

/**
 * A member who refers buyers and recruits other leaders. Created by an approved application or by the owner. The
 * recruiter is fixed then, and is always an earlier leader, so recruiters never form a cycle. A leader gets no credit
 * for orders placed while she is suspended, and her links then lead to the shop's front page; she keeps what she has
 * earned.
 *
 * @param recruiterId the leader who invited this one; null if nobody did
 */
public record Leader(LeaderId id, MemberId memberId, LeaderId recruiterId, State state, Instant since) {

    /** Whether a leader is active. */
    public enum State {
        ACTIVE,
        SUSPENDED
    }

    public boolean active() {
        return state == State.ACTIVE;
    }
}
