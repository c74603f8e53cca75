package shop.gather.recruitment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/**
 * A time in which a leader was suspended. Kept, because orders are credited by what held when they were placed;
 * {@link LeaderHistories} reads it.
 */
@Entity
class LeaderSuspension {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID leaderId;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant suspendedAt;

    /** Null while it lasts. */
    private Instant reinstatedAt;

    /** For Hibernate. */
    protected LeaderSuspension() {}

    /** One that begins now. */
    LeaderSuspension(UUID id, UUID leader) {
        this.id = id;
        this.leaderId = leader;
    }
}
