package shop.gather.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * The one exception of the SPI. Its message is shown to the owner: it says what was wrong and what to do, and contains
 * no secret.
 *
 * @since 1.0
 */
public final class ShopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ShopError error;
    private final transient Duration retryAfter;

    public ShopException(ShopError error, String message) {
        this(error, message, null, null);
    }

    public ShopException(ShopError error, String message, Throwable cause) {
        this(error, message, null, cause);
    }

    /** @param retryAfter the delay that the shop asked for; null if it named none */
    public ShopException(ShopError error, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public ShopError error() {
        return error;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
