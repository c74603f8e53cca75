package shop.gather.groupbuy;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A member's place in a team. */
public record ParticipationId(UUID value) implements Id {

    public ParticipationId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
