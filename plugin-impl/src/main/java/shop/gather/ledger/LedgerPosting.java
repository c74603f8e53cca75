package shop.gather.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** The row of a {@link Posting}, for queries; {@link Ledger} writes it. */
@Entity
@Immutable
class LedgerPosting {

    @Id
    private UUID id;

    @TenantId
    private UUID storeId;

    private String kind;

    private String subject;

    private String memo;

    private Instant postedAt;

    /** For Hibernate. */
    protected LedgerPosting() {}
}
