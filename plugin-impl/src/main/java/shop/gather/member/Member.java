package shop.gather.member;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.MemberId;

/**
 * A customer of the shop who is known to Gather: created at the first session, with the name that the shop reports, and
 * anonymised on request. All other features refer to the id. Holds the values of its row at the time it was read;
 * {@link Members} inserts the row, {@link MemberRows} updates it.
 */
@Entity
class Member {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String displayName;

    private String email;

    private Instant joinedAt;

    private Instant registeredAt;

    private Instant erasedAt;

    private Instant sessionsValidFrom;

    /** For Hibernate. */
    protected Member() {}

    MemberId id() {
        return new MemberId(id);
    }

    String displayName() {
        return displayName;
    }

    /** Null if the shop does not report it, and after erasure. */
    String email() {
        return email;
    }

    /** When Gather first saw the customer. */
    Instant joinedAt() {
        return joinedAt;
    }

    /** When the customer registered at the shop; null if the shop does not report it. */
    Instant registeredAt() {
        return registeredAt;
    }

    /** When the personal data was erased; null if it was not. */
    Instant erasedAt() {
        return erasedAt;
    }
}
