package shop.gather.referral.attribution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import shop.gather.platform.LeaderId;

/**
 * A period in which a coupon code of the shop is evidence for a leader. An instance holds its row as it was read;
 * {@link LeaderCouponRows} changes the row.
 */
@Entity
class LeaderCoupon {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private String code;

    private UUID leaderId;

    /** The code while it belongs to the leader, then null; unique, because a code belongs to one leader at a time. */
    private String currentCode;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant validFrom;

    /** Null while the code belongs to the leader. */
    private Instant validUntil;

    /** For Hibernate. */
    protected LeaderCoupon() {}

    /**
     * Creates a period without a row, which starts now.
     *
     * @param code in upper case
     */
    LeaderCoupon(UUID id, LeaderId leader, String code) {
        this.id = id;
        this.leaderId = leader.value();
        this.code = code;
        this.currentCode = code;
    }

    /** In upper case. */
    String code() {
        return code;
    }

    LeaderId leader() {
        return new LeaderId(leaderId);
    }

    /** Orders placed from this time on are credited by it. */
    Instant validFrom() {
        return validFrom;
    }
}
