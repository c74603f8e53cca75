package shop.gather.message.inbox;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** One message to one member. */
public record MessageId(UUID value) implements Id {

    public MessageId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
