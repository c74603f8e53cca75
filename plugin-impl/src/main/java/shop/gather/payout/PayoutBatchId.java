package shop.gather.payout;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A batch of payouts that goes to a bank. */
public record PayoutBatchId(UUID value) implements Id {

    public PayoutBatchId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
