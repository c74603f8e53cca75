package shop.gather.spi;

/**
 * Why a read from a shop failed. Stable: callers, alarms and tests rely on it.
 *
 * @since 1.0
 */
public enum ShopError {
    /** No connection; nothing was processed. Worth a retry. */
    UNREACHABLE(true),
    /** The request may have been processed, but no answer came. Worth a retry after a look. */
    NO_ANSWER(true),
    /** The shop asks to slow down. Worth a retry after {@link ShopException#retryAfter()}. */
    RATE_LIMITED(true),
    /** The shop failed (5xx). Worth a retry. */
    SHOP_FAILED(true),
    /** The credentials are wrong or lack a right. A person must act. */
    UNAUTHORIZED(false),
    /** Something answered, but not such a shop, or in a form that cannot be understood. */
    BAD_ANSWER(false),
    /** The settings cannot work. A person must act. */
    MISCONFIGURED(false),
    /** The address is in a network that Gather must not call. */
    FORBIDDEN_ADDRESS(false),
    /** A notification's signature does not match; it is dropped. */
    BAD_SIGNATURE(false);

    private final boolean passing;

    ShopError(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same call may succeed later without anybody acting. */
    public boolean isPassing() {
        return passing;
    }
}
