package shop.gather.recruitment;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A member's application to become a leader. */
public record ApplicationId(UUID value) implements Id {

    public ApplicationId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
