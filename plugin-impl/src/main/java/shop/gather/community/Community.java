package shop.gather.community;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/**
 * The members around one leader. It begins with the leader, grows as members are bound to her, and has the name that
 * she gives it. Who has left the shop leaves it, and the name goes with the leader.
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

    @Version
    private long version;

    private Instant createdAt;

    protected Community() {}

    Community(UUID id, UUID leaderId, Instant now) {
        this.id = id;
        this.leaderId = leaderId;
        this.name = FIRST_NAME;
        this.createdAt = now;
    }

    void rename(String newName) {
        this.name = newName;
    }

    UUID id() {
        return id;
    }

    UUID leaderId() {
        return leaderId;
    }

    long version() {
        return version;
    }
}
