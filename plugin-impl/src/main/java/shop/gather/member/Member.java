package shop.gather.member;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/**
 * A customer of the shop who is known to Gather: met when a session is exchanged, named after what the shop says,
 * anonymised on demand. Everybody else refers to the id. Says what its row said when it was read; {@link Members} makes
 * the row, {@link MemberRows} changes it.
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

    UUID id() {
        return id;
    }

    String displayName() {
        return displayName;
    }

    /** Null if the shop does not tell, and after erasure. */
    String email() {
        return email;
    }

    /** When Gather met the customer. */
    Instant joinedAt() {
        return joinedAt;
    }

    /** When the customer registered at the shop; null if the shop does not tell. */
    Instant registeredAt() {
        return registeredAt;
    }

    /** When the personal data was erased; null while it was not. */
    Instant erasedAt() {
        return erasedAt;
    }
}
