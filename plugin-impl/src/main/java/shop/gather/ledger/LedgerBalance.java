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

/** The row of a stored balance, for queries; {@link LedgerBalances} locks and updates it. */
@Entity
@Immutable
@IdClass(BalanceKey.class)
class LedgerBalance {

    @Id
    @Column(name = "payee_id")
    private UUID payee;

    @Id
    @Enumerated(EnumType.STRING)
    private Account account;

    @Id
    private String currency;

    @TenantId
    private UUID storeId;

    /** Minor units. */
    private long amount;

    /** For Hibernate. */
    protected LedgerBalance() {}
}
