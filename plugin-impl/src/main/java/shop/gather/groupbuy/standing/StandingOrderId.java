package shop.gather.groupbuy.standing;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A standing order. */
record StandingOrderId(UUID value) implements Id {

    StandingOrderId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
