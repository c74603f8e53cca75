package shop.gather.platform;

import java.util.Objects;
import java.util.UUID;

/** A leader of a store. A leader is also a member, with an id of its own. */
public record LeaderId(UUID value) implements Id {

    public LeaderId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
