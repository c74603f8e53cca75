package shop.gather.spi;

/**
 * Cancels whole orders.
 *
 * @since 1.0
 */
public interface Cancellations {

    /**
     * Cancels the order, frees its stock and voids what is authorized. It refunds nothing that was captured: see
     * {@link Refunds}.
     */
    CommandResult cancel(Cancellation cancellation);

    /** @param reason shown to the owner, and to the buyer where the shop does that */
    record Cancellation(String key, String orderId, String reason) {}
}
