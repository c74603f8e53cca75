package shop.gather.spi;

import java.util.List;
import org.joda.money.Money;

/**
 * Gives captured money back.
 *
 * @since 1.0
 */
public interface Refunds {

    /**
     * Refunds an amount of one payment, and settles it where the shop leaves that to its caller. The key is found again
     * in {@link OrderSnapshot.Refund#key()}: a repeated key is {@link CommandResult.AlreadyDone}. Refused with
     * {@link RefusalCode#NOT_FOUND} for an unknown order, or a payment that is not the order's, with
     * {@link RefusalCode#AMOUNT_TOO_HIGH} for more than is left, with {@link RefusalCode#PAYMENT_STATE} or
     * {@link RefusalCode#ORDER_STATE} if nothing was captured; refused also for what is no amount above 0 in the order's
     * currency.
     */
    CommandResult refund(RefundRequest request);

    /**
     * @param lines what it is for; empty to spread it over the order
     * @param reason shown to the owner, and to the buyer where the shop does that
     */
    record RefundRequest(
            String key,
            String orderId,
            String paymentId,
            Money amount,
            List<OrderSnapshot.RefundLine> lines,
            String reason) {
        public RefundRequest {
            lines = List.copyOf(lines);
        }
    }
}
