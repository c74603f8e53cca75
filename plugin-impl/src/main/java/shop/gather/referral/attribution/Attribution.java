package shop.gather.referral.attribution;

import static shop.gather.platform.Id.orNull;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import shop.gather.platform.LeaderId;
import shop.gather.platform.MemberId;
import shop.gather.referral.PlanId;

/**
 * Who gets credit for an order. Decided once, with the first snapshot of the order that is authorized or captured;
 * later changes of bonds, coupons, leaders or plans do not affect it. {@link Attributions} writes the row.
 */
@Entity
class Attribution {

    @Id
    private String orderId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    /** Ordered by time, for paging. */
    private UUID id;

    private UUID memberId;

    private UUID leaderId;

    private UUID recruiterId;

    private UUID planId;

    @Enumerated(EnumType.STRING)
    private Evidence.Kind evidence;

    private String reason;

    private Instant decidedAt;

    /** For Hibernate. */
    protected Attribution() {}

    String orderId() {
        return orderId;
    }

    UUID id() {
        return id;
    }

    /** The buyer; null for guests. */
    MemberId memberId() {
        return orNull(memberId, MemberId::new);
    }

    /** Who gets credit; null if nobody does, and {@link #reason()} says why. */
    LeaderId leaderId() {
        return orNull(leaderId, LeaderId::new);
    }

    /** Who recruited that leader; null if nobody did, or the recruiter gets no credit. */
    LeaderId recruiterId() {
        return orNull(recruiterId, LeaderId::new);
    }

    /** The commission plan that was in force; null if there was none. */
    PlanId planId() {
        return orNull(planId, PlanId::new);
    }

    Evidence.Kind evidence() {
        return evidence;
    }

    /** An explanation for people. */
    String reason() {
        return reason;
    }

    Instant decidedAt() {
        return decidedAt;
    }
}
