package shop.gather.groupbuy;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A team of a campaign. */
public record TeamId(UUID value) implements Id {

    public TeamId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
