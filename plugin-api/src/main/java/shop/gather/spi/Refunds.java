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
     * in {@link OrderSnapshot.Refund#key()}: a repeated key is {@link CommandResult.AlreadyDone}.
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
