package shop.gather.platform.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/** The row of an audit entry; never updated. A text about a member is stored separately, as a {@link MemberNote}. */
@Entity
@Immutable
class AuditEntry {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant at;

    private String actor;

    private String action;

    private String subject;

    private String details;

    /** For Hibernate. */
    protected AuditEntry() {}

    /** A new instance that has no row yet. */
    AuditEntry(UUID id, String actor, String action, String subject, String details) {
        this.id = id;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.details = details;
    }

    UUID id() {
        return id;
    }

    Instant at() {
        return at;
    }

    String actor() {
        return actor;
    }

    String action() {
        return action;
    }

    String subject() {
        return subject;
    }

    String details() {
        return details;
    }
}
