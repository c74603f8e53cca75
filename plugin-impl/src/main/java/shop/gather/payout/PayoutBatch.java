package shop.gather.payout;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;

/**
 * Approved requests that are sent together. Holds the values of its row at the time it was read; {@link
 * PayoutBatchRows} updates the row.
 */
@Entity
class PayoutBatch {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    @Enumerated(EnumType.STRING)
    private State state;

    private String createdBy;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant createdAt;

    private Instant settledAt;

    enum State {
        SENT,
        SETTLED
    }

    /** For Hibernate. */
    protected PayoutBatch() {}

    /** A new batch, in state SENT. */
    PayoutBatch(PayoutBatchId id, String createdBy) {
        this.id = id.value();
        this.state = State.SENT;
        this.createdBy = createdBy;
    }

    PayoutBatchId id() {
        return new PayoutBatchId(id);
    }

    State state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Null until the owner settles the batch. */
    Instant settledAt() {
        return settledAt;
    }

    String subject() {
        return "payout-batch:" + id;
    }
}
