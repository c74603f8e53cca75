package shop.gather.payout;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The smallest payout in a currency that a leader may request, if the owner has set one. */
@Entity
class PayoutMinimum {

    @Id
    private String currency;

    @TenantId
    @PartitionKey
    private UUID storeId;

    /** Minor units. */
    private long amount;

    /** For Hibernate. */
    protected PayoutMinimum() {}

    /** A new instance that has no row yet. */
    PayoutMinimum(Money smallest) {
        this.currency = smallest.getCurrencyUnit().getCode();
        this.amount = smallest.getAmountMinorLong();
    }

    Money amount() {
        return Money.ofMinor(CurrencyUnit.of(currency), amount);
    }
}
