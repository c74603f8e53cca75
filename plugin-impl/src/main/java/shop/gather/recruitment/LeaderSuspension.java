package shop.gather.recruitment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.LeaderId;

/**
 * A period in which a leader was suspended. Stored, because orders are credited by the states at the time when they
 * were placed; {@link LeaderHistories} reads it.
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

    /** Null while the suspension lasts. */
    private Instant reinstatedAt;

    /** For Hibernate. */
    protected LeaderSuspension() {}

    /** Creates a suspension that starts now. */
    LeaderSuspension(UUID id, LeaderId leader) {
        this.id = id;
        this.leaderId = leader.value();
    }
}
