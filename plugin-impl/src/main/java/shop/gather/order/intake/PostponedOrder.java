package shop.gather.order.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/**
 * The columns of an order's row that people see and change while the order cannot be read or applied; {@link OrderBook}
 * has the rest.
 */
@Entity
@Table(name = "order_snapshot")
class PostponedOrder {

    /** Unique only within its store. */
    @Id
    private String orderId;

    @TenantId
    @PartitionKey
    private UUID storeId;

    private UUID postponementId;

    private int readFailures;

    private String failure;

    private Instant failingSince;

    private Instant dirtySince;

    private Instant retryAt;

    private Instant skippedAt;

    /** For Hibernate. */
    protected PostponedOrder() {}

    PostponedOrders.View view() {
        boolean skipped = skippedAt != null;
        return new PostponedOrders.View(
                postponementId, orderId, readFailures, failure, failingSince, skipped ? null : retryAt, skipped);
    }
}
