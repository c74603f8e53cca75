package shop.gather.referral;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A version of the commission plan. */
public record PlanId(UUID value) implements Id {

    public PlanId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
