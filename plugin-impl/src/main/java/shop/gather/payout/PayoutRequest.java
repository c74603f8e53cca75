package shop.gather.payout;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CompositeType;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.generator.EventType;
import org.joda.money.Money;
import shop.gather.platform.database.MoneyColumns;

/**
 * A leader's wish to be paid. The amount is on hold from the start. Approved, a transfer waits for a batch and is in
 * transit with it; credit in the shop is in transit until the shop has given it. It ends paid, or back with the leader.
 * Says what its row said when it was read; {@link PayoutRows} changes the row.
 */
@Entity
class PayoutRequest {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID payeeId;

    @CompositeType(MoneyColumns.class)
    private Money amount;

    @Enumerated(EnumType.STRING)
    private Method method;

    @Enumerated(EnumType.STRING)
    private State state;

    private UUID batchId;

    private String decidedBy;

    private Instant decidedAt;

    private String reason;

    @Generated(event = EventType.INSERT, sql = "current_timestamp")
    private Instant requestedAt;

    private Instant endedAt;

    /** How the leader wants to have it. */
    enum Method {
        /** Money, by what the owner uses to send it. */
        TRANSFER,
        /** Credit to spend in the shop, which the shop gives. */
        STORE_CREDIT;

        /** @param name of a method; null for a transfer */
        static Method named(String name) {
            return name == null ? TRANSFER : valueOf(name);
        }
    }

    enum State {
        REQUESTED,
        APPROVED,
        REJECTED,
        SENT,
        PAID,
        FAILED
    }

    /** For Hibernate. */
    protected PayoutRequest() {}

    /** One that has no row yet. */
    PayoutRequest(UUID id, UUID payee, Money amount, Method method, State state) {
        this.id = id;
        this.payeeId = payee;
        this.amount = amount;
        this.method = method;
        this.state = state;
    }

    UUID id() {
        return id;
    }

    UUID payee() {
        return payeeId;
    }

    Money amount() {
        return amount;
    }

    Method method() {
        return method;
    }

    State state() {
        return state;
    }

    /** Null until it is sent, and for credit. */
    UUID batch() {
        return batchId;
    }

    /** When it was approved or rejected; null before. */
    Instant decidedAt() {
        return decidedAt;
    }

    /** Why it was rejected or failed; else null. */
    String reason() {
        return reason;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    /** When it was rejected, paid or failed; else null. */
    Instant endedAt() {
        return endedAt;
    }

    String subject() {
        return "payout-request:" + id;
    }
}
