package shop.gather.spi;

import org.joda.money.Money;

/**
 * Takes money that was authorized before.
 *
 * @since 1.0
 */
public interface DeferredCapture {

    /**
     * Captures, at most what is authorized and not yet captured. A payment that is captured already is
     * {@link CommandResult.AlreadyDone}.
     */
    CommandResult capture(Capture capture);

    /** @param amount what should be captured of this payment in all, not in addition */
    record Capture(String key, String orderId, String paymentId, Money amount) {}
}
