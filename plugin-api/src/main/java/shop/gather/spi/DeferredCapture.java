package shop.gather.spi;

import org.joda.money.Money;

/**
 * Captures money that was authorized at the checkout.
 *
 * @since 1.0
 */
public interface DeferredCapture {

    /**
     * Captures at most the authorized amount that is not yet captured. A payment that is already captured is
     * {@link CommandResult.AlreadyDone}.
     */
    CommandResult capture(Capture capture);

    /** @param amount the total to be captured of this payment, including what was captured before */
    record Capture(String key, String orderId, String paymentId, Money amount) {}
}
