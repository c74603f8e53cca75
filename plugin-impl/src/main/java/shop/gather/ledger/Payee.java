package shop.gather.ledger;

import static shop.gather.platform.Id.orNull;
import static shop.gather.platform.Id.valueOrNull;

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
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;

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

    private Payee(PayeeId id, Kind kind, MemberId memberId) {
        this.id = id.value();
        this.kind = kind;
        this.memberId = valueOrNull(memberId);
    }

    /**
     * A payee that has no row yet.
     *
     * @param leader the leader's id, which is the payee's too
     */
    static Payee leader(LeaderId leader, MemberId member) {
        return new Payee(PayeeId.of(leader), Kind.LEADER, member);
    }

    PayeeId id() {
        return new PayeeId(id);
    }

    /** Null for a budget. */
    MemberId memberId() {
        return orNull(memberId, MemberId::new);
    }
}
