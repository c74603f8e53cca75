package shop.gather.member;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** That a customer of the shop, of whom only a hash is kept, was a member who was erased. */
@Entity
class ErasedCustomer {

    @Id
    private String customerHash;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID memberId;

    /** For Hibernate. */
    protected ErasedCustomer() {}

    /** One that has no row yet. */
    ErasedCustomer(String hash, UUID member) {
        this.customerHash = hash;
        this.memberId = member;
    }
}
