package shop.gather.event;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** One event that happened in a store. */
public record EventId(UUID value) implements Id {

    public EventId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
