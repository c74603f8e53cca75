package shop.gather.referral.commission;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import shop.gather.ledger.PayeeId;
import shop.gather.platform.http.Amount;
import shop.gather.platform.http.Page;
import shop.gather.referral.CommissionId;

/**
 * The API view of a commission.
 *
 * @param level 1 for the leader, 2 for the leader's recruiter
 * @param base the amount paid and kept for goods, without shipping and tax
 * @param amount the amount that is posted now
 * @param state PENDING until releaseAt, then RELEASED
 */
@Schema(name = "Commission")
public record CommissionView(
        CommissionId id,
        String order,
        int level,
        PayeeId leader,
        String percent,
        Amount base,
        Amount amount,
        String state,
        Instant releaseAt,
        Instant createdAt) {

    static CommissionView of(Commission commission) {
        return new CommissionView(
                commission.id(),
                commission.orderId(),
                commission.level(),
                commission.payee(),
                CommissionRate.percent(commission.basisPoints()),
                Amount.of(commission.base()),
                Amount.of(commission.posted()),
                commission.state().name(),
                commission.releaseAt(),
                commission.createdAt());
    }

    static Page<CommissionView> page(Page<Commission> page) {
        return new Page<>(page.items().stream().map(CommissionView::of).toList(), page.next());
    }
}
