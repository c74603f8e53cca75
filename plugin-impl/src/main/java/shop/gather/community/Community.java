package shop.gather.community;

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
 * The members around one leader. It starts with the leader, who can rename it; members are added when they are bound to
 * the leader. An erased member is removed from it; if the leader is erased, its name is reset. {@link CommunityRows}
 * reads it as a {@link CommunityView} and updates its row.
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

    /** A new instance that has no row yet. */
    Community(CommunityId id, LeaderId leader) {
        this.id = id.value();
        this.leaderId = leader.value();
        this.name = FIRST_NAME;
    }

    CommunityId id() {
        return new CommunityId(id);
    }
}
