package shop.gather.spi;

/**
 * Cancels whole orders.
 *
 * @since 1.0
 */
public interface Cancellations {

    /**
     * Cancels the order, releases its stock and voids open authorizations. It does not refund captured money: see
     * {@link Refunds}.
     */
    CommandResult cancel(Cancellation cancellation);

    /** @param reason shown to the owner, and to the buyer where the shop does that */
    record Cancellation(String key, String orderId, String reason) {}
}
