package shop.gather.member;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.MemberId;

/** A customer of the shop, stored only as a hash, who was a member that was erased. */
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

    /** A new instance that has no row yet. */
    ErasedCustomer(String hash, MemberId member) {
        this.customerHash = hash;
        this.memberId = member.value();
    }
}
