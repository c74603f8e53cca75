package shop.gather.community;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/**
 * The members around one leader. It begins with the leader, grows as members are bound to her, and has the name that
 * she gives it. Who has left the shop leaves it, and the name goes with the leader. {@link CommunityRows} reads it as a
 * {@link CommunityView} and changes its row.
 */
@Entity
class Community {

    static final String FIRST_NAME = "New community";

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID leaderId;

    private String name;

    private long version;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected Community() {}

    /** One that has no row yet. */
    Community(UUID id, UUID leader) {
        this.id = id;
        this.leaderId = leader;
        this.name = FIRST_NAME;
    }

    UUID id() {
        return id;
    }
}
