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

/** A leader's invitation into a programme. Several people may use its code. Immutable. */
@Entity
class Invitation {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID programmeId;

    private UUID leaderId;

    private String codeHash;

    private Instant expiresAt;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    /** For Hibernate. */
    protected Invitation() {}

    /** Creates an invitation without a row. */
    Invitation(UUID id, ProgrammeId programme, LeaderId leader, String codeHash, Instant expiresAt) {
        this.id = id;
        this.programmeId = programme.value();
        this.leaderId = leader.value();
        this.codeHash = codeHash;
        this.expiresAt = expiresAt;
    }
}
