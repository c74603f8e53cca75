package shop.gather.payout;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A request for a payout. */
public record PayoutRequestId(UUID value) implements Id {

    public PayoutRequestId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
