package shop.gather.platform;

import java.util.UUID;
import java.util.function.Function;

/**
 * The id of one kind of thing. Each kind has its own record, so that the compiler refuses a team where a member is
 * expected. In columns, in JSON and in texts an id is its {@link #value}. Ids of a kind are ordered like their values
 * ({@link Ids}).
 */
public interface Id extends Comparable<Id> {

    /** Never null. */
    UUID value();

    /** A nullable column as an id; null for null. */
    static <T extends Id> T orNull(UUID value, Function<UUID, T> kind) {
        return value == null ? null : kind.apply(value);
    }

    /** A nullable id as a column's value; null for null. */
    static UUID valueOrNull(Id id) {
        return id == null ? null : id.value();
    }

    @Override
    default int compareTo(Id other) {
        return value().compareTo(other.value());
    }
}
