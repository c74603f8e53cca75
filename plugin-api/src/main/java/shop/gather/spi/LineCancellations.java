package shop.gather.spi;

/**
 * Cancels one line of an order and leaves the rest.
 *
 * @since 1.0
 */
public interface LineCancellations {

    /**
     * Cancels a whole line and frees its stock. What was captured for it is given back by {@link Refunds}; of an authorization only what the rest of the
     * order costs is captured later.
     */
    CommandResult cancelLine(LineCancellation cancellation);

    /** @param reason shown to the owner, and to the buyer where the shop does that */
    record LineCancellation(String key, String orderId, String lineId, String reason) {}
}
