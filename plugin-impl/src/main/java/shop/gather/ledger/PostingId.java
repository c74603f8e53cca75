package shop.gather.ledger;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A posting of the ledger. */
public record PostingId(UUID value) implements Id {

    public PostingId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
