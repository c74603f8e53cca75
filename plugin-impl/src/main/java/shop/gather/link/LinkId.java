package shop.gather.link;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A group link. */
public record LinkId(UUID value) implements Id {

    public LinkId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
