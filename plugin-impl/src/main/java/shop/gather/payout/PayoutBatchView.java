package shop.gather.payout;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A batch as the API shows it.
 *
 * @param state SENT until it is settled, then SETTLED
 * @param requests the requests of the batch; left out in lists
 * @param leftOut how many approved requests were skipped because their leaders' available balance is negative; only in
 *     the answer to sending it
 */
@Schema(name = "PayoutBatch")
public record PayoutBatchView(
        PayoutBatchId id,
        String state,
        Instant createdAt,
        Instant settledAt,
        List<PayoutRequestView> requests,
        Integer leftOut) {

    static PayoutBatchView of(PayoutBatch batch) {
        return new PayoutBatchView(batch.id(), batch.state().name(), batch.createdAt(), batch.settledAt(), null, null);
    }

    /** The answer to sending a batch: without its requests, because the stored answer must stay small. */
    static PayoutBatchView sent(PayoutBatches.Filled filled) {
        PayoutBatchView view = of(filled.batch());
        return new PayoutBatchView(view.id(), view.state(), view.createdAt(), view.settledAt(), null, filled.leftOut());
    }

    static PayoutBatchView of(PayoutBatches.Filled filled) {
        PayoutBatch batch = filled.batch();
        return new PayoutBatchView(
                batch.id(),
                batch.state().name(),
                batch.createdAt(),
                batch.settledAt(),
                filled.requests().stream().map(PayoutRequestView::of).toList(),
                null);
    }
}
