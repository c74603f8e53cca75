package shop.gather.recruitment;

import static shop.gather.platform.Id.orNull;
import static shop.gather.platform.Id.valueOrNull;

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
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

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
    LeaderRow(LeaderId id, MemberId member, LeaderId recruiter) {
        this.id = id.value();
        this.memberId = member.value();
        this.recruiterId = valueOrNull(recruiter);
        this.state = Leader.State.ACTIVE;
    }

    LeaderId id() {
        return new LeaderId(id);
    }

    Leader leader() {
        return new Leader(id(), new MemberId(memberId), orNull(recruiterId, LeaderId::new), state, since);
    }
}
