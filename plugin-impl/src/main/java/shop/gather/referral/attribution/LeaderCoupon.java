package shop.gather.referral.attribution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/**
 * A period in which a code of the shop is evidence for a leader. Says what its row said when it was read;
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

    /** The code until it is taken away, then null: it belongs to one leader at a time. */
    private String currentCode;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant validFrom;

    /** Null while it is hers. */
    private Instant validUntil;

    /** For Hibernate. */
    protected LeaderCoupon() {}

    /**
     * One that has no row yet, and begins now.
     *
     * @param code in upper case
     */
    LeaderCoupon(UUID id, UUID leader, String code) {
        this.id = id;
        this.leaderId = leader;
        this.code = code;
        this.currentCode = code;
    }

    /** In upper case. */
    String code() {
        return code;
    }

    UUID leader() {
        return leaderId;
    }

    /** Orders placed from then on are credited by it. */
    Instant validFrom() {
        return validFrom;
    }
}
