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
     * Cancels a line and frees its stock. What was captured for it is given back by {@link Refunds}; of an
     * authorization only what the rest of the order costs is captured later. A line of which at least the wanted
     * quantity is cancelled is {@link CommandResult.AlreadyDone}; a shop that can only cancel whole lines answers a
     * smaller quantity with {@link RefusalCode#NOT_SUPPORTED}.
     */
    CommandResult cancelLine(LineCancellation cancellation);

    /**
     * @param quantity how much of the line is to be cancelled in all, including what was cancelled before; empty for
     *     the whole line
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
