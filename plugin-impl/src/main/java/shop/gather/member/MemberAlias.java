package shop.gather.member;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.MemberId;

/** The assignment of a customer of the shop to a member. Customers of different shops may have the same id. */
@Entity
class MemberAlias {

    @Id
    private String customerId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID memberId;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant since;

    /** For Hibernate. */
    protected MemberAlias() {}

    /** A new instance that has no row yet. */
    MemberAlias(String customer, MemberId member) {
        this.customerId = customer;
        this.memberId = member.value();
    }

    MemberId member() {
        return new MemberId(memberId);
    }
}
