package shop.gather.payout;

import static shop.gather.platform.Id.orNull;

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
import shop.gather.ledger.PayeeId;
import shop.gather.platform.database.MoneyColumns;

/**
 * A leader's request for a payout. The amount is on hold from the start. An approved transfer waits for a batch and is
 * in transit once the batch is sent; approved store credit is in transit until the shop answers. The request ends as
 * PAID, or as REJECTED or FAILED with the amount available to the leader again. Holds the values of its row at the time
 * it was read; {@link PayoutRows} updates the row.
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

    /** How the leader wants to be paid. */
    enum Method {
        /** Money, sent by the owner outside Gather, such as a bank transfer. */
        TRANSFER,
        /** Store credit, given by the shop. */
        STORE_CREDIT;

        /** @param name the name of a method; null for a transfer */
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

    /** A new instance that has no row yet. */
    PayoutRequest(PayoutRequestId id, PayeeId payee, Money amount, Method method, State state) {
        this.id = id.value();
        this.payeeId = payee.value();
        this.amount = amount;
        this.method = method;
        this.state = state;
    }

    PayoutRequestId id() {
        return new PayoutRequestId(id);
    }

    PayeeId payee() {
        return new PayeeId(payeeId);
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
    PayoutBatchId batch() {
        return orNull(batchId, PayoutBatchId::new);
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
