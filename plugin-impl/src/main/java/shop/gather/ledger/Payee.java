package shop.gather.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/** A person or budget with accounts. {@link PayeeRows} is its table. */
@Entity
class Payee {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private UUID memberId;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant openedAt;

    enum Kind {
        LEADER,
        MEMBER,
        BUDGET
    }

    /** For Hibernate. */
    protected Payee() {}

    private Payee(UUID id, Kind kind, UUID memberId) {
        this.id = id;
        this.kind = kind;
        this.memberId = memberId;
    }

    /**
     * A payee that has no row yet.
     *
     * @param leader the leader's id, which is the payee's too
     */
    static Payee leader(UUID leader, UUID member) {
        return new Payee(leader, Kind.LEADER, member);
    }

    UUID id() {
        return id;
    }

    /** Null for a budget. */
    UUID memberId() {
        return memberId;
    }
}
