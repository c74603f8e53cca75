package shop.gather.resale;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A leader's mark-up on one order. */
record MarkUpId(UUID value) implements Id {

    MarkUpId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
