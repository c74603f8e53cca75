package shop.gather.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** The row of an {@link Entry}, for queries; {@link Ledger} writes it. */
@Entity
@Immutable
@IdClass(LedgerEntry.Key.class)
class LedgerEntry {

    @Id
    private UUID postingId;

    @Id
    private int line;

    @TenantId
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private Account account;

    /** Null for the store's own accounts. */
    @Column(name = "payee_id")
    private UUID payee;

    private String currency;

    /** Minor units. */
    private long amount;

    /** The key of an entry. */
    record Key(UUID postingId, int line) {}

    /** For Hibernate. */
    protected LedgerEntry() {}
}
