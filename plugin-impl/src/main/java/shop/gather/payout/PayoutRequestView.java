package shop.gather.payout;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.ledger.PayeeId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Page;

/**
 * A payout request as the API shows it.
 *
 * @param method TRANSFER or STORE_CREDIT
 * @param state REQUESTED, APPROVED, REJECTED, SENT, PAID or FAILED
 * @param batch null until it is sent, and for store credit
 * @param reason why it was rejected or failed; else null
 */
@Schema(name = "PayoutRequest")
public record PayoutRequestView(
        PayoutRequestId id,
        PayeeId leader,
        Amount amount,
        String method,
        String state,
        PayoutBatchId batch,
        String reason,
        Instant requestedAt,
        Instant decidedAt,
        Instant endedAt) {

    static PayoutRequestView of(PayoutRequest request) {
        return new PayoutRequestView(
                request.id(),
                request.payee(),
                Amount.of(request.amount()),
                request.method().name(),
                request.state().name(),
                request.batch(),
                request.reason(),
                request.requestedAt(),
                request.decidedAt(),
                request.endedAt());
    }

    static Page<PayoutRequestView> page(Page<PayoutRequest> page) {
        return new Page<>(page.items().stream().map(PayoutRequestView::of).toList(), page.next());
    }
}
