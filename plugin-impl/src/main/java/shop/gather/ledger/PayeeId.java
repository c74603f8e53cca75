package shop.gather.ledger;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;
import shop.gather.platform.LeaderId;

/** Who has accounts in the ledger. A leader is a payee with the same value. */
public record PayeeId(UUID value) implements Id {

    public PayeeId {
        Objects.requireNonNull(value);
    }

    /** The payee that a leader is. */
    public static PayeeId of(LeaderId leader) {
        return new PayeeId(leader.value());
    }

    /** The leader that this payee is; meaningless for a payee of another kind. */
    public LeaderId asLeader() {
        return new LeaderId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
