package shop.gather.recruitment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/** The entity of a {@link Leader}; used in this folder only, because other folders must not see entities. */
@Entity
@Table(name = "leader")
class LeaderRow {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID memberId;

    private UUID recruiterId;

    @Enumerated(EnumType.STRING)
    private Leader.State state;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant since;

    private long version;

    /** For Hibernate. */
    protected LeaderRow() {}

    /**
     * Creates an active leader without a row.
     *
     * @param recruiter null if nobody recruited the member
     */
    LeaderRow(UUID id, UUID member, UUID recruiter) {
        this.id = id;
        this.memberId = member;
        this.recruiterId = recruiter;
        this.state = Leader.State.ACTIVE;
    }

    UUID id() {
        return id;
    }

    Leader leader() {
        return new Leader(id, memberId, recruiterId, state, since);
    }
}
