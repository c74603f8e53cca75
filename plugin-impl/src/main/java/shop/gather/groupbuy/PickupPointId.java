package shop.gather.groupbuy;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A point at which buyers collect what they have bought. */
public record PickupPointId(UUID value) implements Id {

    public PickupPointId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
