package shop.gather.spi;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Cancels one line of an order, or a part of it, and leaves the rest.
 *
 * @since 1.0
 */
public interface LineCancellations {

    /**
     * Cancels a line and releases its stock. Money captured for it is returned by {@link Refunds}; of an authorization
     * only the cost of the rest of the order is captured later. If at least the requested quantity is already
     * cancelled, the result is {@link CommandResult.AlreadyDone}. A shop that can only cancel whole lines refuses a
     * smaller quantity with {@link RefusalCode#NOT_SUPPORTED}.
     */
    CommandResult cancelLine(LineCancellation cancellation);

    /**
     * @param quantity the total quantity of the line to be cancelled, including earlier cancellations; empty for the
     *     whole line
     * @param reason shown to the owner, and to the buyer where the shop does that
     * @since 2.0
     */
    record LineCancellation(String key, String orderId, String lineId, Optional<BigDecimal> quantity, String reason) {

        /** Cancels the whole line. */
        public static LineCancellation whole(String key, String orderId, String lineId, String reason) {
            return new LineCancellation(key, orderId, lineId, Optional.empty(), reason);
        }
    }
}
