package shop.gather.spi;

import java.util.List;
import org.joda.money.Money;

/**
 * Refunds captured money.
 *
 * @since 1.0
 */
public interface Refunds {

    /**
     * Refunds an amount of one payment, and settles the refund if the shop leaves that to its caller. The key is
     * reported in {@link OrderSnapshot.Refund#key()}, so a repeated key is {@link CommandResult.AlreadyDone}. Refused
     * with {@link RefusalCode#NOT_FOUND} for an unknown order, or a payment of another order; with
     * {@link RefusalCode#AMOUNT_TOO_HIGH} for more than is left; with {@link RefusalCode#PAYMENT_STATE} or
     * {@link RefusalCode#ORDER_STATE} if nothing was captured. Also refused for an amount that is not above 0 or not in
     * the order's currency.
     */
    CommandResult refund(RefundRequest request);

    /**
     * @param lines the parts of the amount per line; empty to spread it over the order
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
