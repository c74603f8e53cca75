package shop.gather.platform;

import java.util.Objects;
import java.util.UUID;

/** The tenant: one connected shop. Every row but those of the directory tables belongs to one. */
public record StoreId(UUID value) implements Id {

    public StoreId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
