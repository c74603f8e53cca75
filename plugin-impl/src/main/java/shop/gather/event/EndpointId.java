package shop.gather.event;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** An address that receives the events of a store. */
public record EndpointId(UUID value) implements Id {

    public EndpointId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
