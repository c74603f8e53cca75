package shop.gather.payout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A batch as it is shown.
 *
 * @param state SENT until it is settled, then SETTLED
 * @param requests what it took; left out in lists
 */
@Schema(name = "PayoutBatch")
public record PayoutBatchView(
        UUID id, String state, Instant createdAt, Instant settledAt, List<PayoutRequestView> requests) {

    static PayoutBatchView of(PayoutBatch batch) {
        return new PayoutBatchView(batch.id(), batch.state().name(), batch.createdAt(), batch.settledAt(), null);
    }

    static PayoutBatchView of(PayoutBatches.Filled filled) {
        PayoutBatch batch = filled.batch();
        return new PayoutBatchView(
                batch.id(),
                batch.state().name(),
                batch.createdAt(),
                batch.settledAt(),
                filled.requests().stream().map(PayoutRequestView::of).toList());
    }
}
