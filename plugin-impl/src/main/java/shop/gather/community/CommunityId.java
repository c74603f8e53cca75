package shop.gather.community;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A community around a leader. */
public record CommunityId(UUID value) implements Id {

    public CommunityId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
