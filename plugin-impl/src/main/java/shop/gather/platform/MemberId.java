package shop.gather.platform;

import java.util.Objects;
import java.util.UUID;

/** A member of a store: a buyer whom Gather knows. */
public record MemberId(UUID value) implements Id {

    public MemberId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
