package shop.gather.recruitment;

import java.util.Objects;
import java.util.UUID;
import shop.gather.platform.Id;

/** A programme that recruits leaders. */
public record ProgrammeId(UUID value) implements Id {

    public ProgrammeId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
