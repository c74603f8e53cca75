package shop.gather.spi;

/**
 * Why a read from a shop failed. Codes are stable: callers, alarms and tests rely on them.
 *
 * @since 1.0
 */
public enum ShopError {
    /** No connection; nothing was processed. Worth a retry. */
    UNREACHABLE(true),
    /** The request may have been processed, but no answer came. A command must be looked up before it is retried. */
    NO_ANSWER(true),
    /** The shop asks to slow down. Worth a retry after {@link ShopException#retryAfter()}. */
    RATE_LIMITED(true),
    /** The shop failed (5xx). Worth a retry. */
    SHOP_FAILED(true),
    /** The credentials are wrong or lack a permission. A person must act. */
    UNAUTHORIZED(false),
    /**
     * The answer does not come from such a shop, or cannot be understood. The request may have been processed.
     */
    BAD_ANSWER(false),
    /**
     * The settings cannot work, or something other than the shop answers at the configured address. A person must act,
     * unless it is a temporary page. The request, or an earlier attempt, may have been processed: a command is looked
     * up and retried.
     */
    MISCONFIGURED(false),
    /**
     * The address is in a network that Gather must not call; nothing was processed now. The name may resolve to it only
     * briefly, so a command is retried.
     */
    FORBIDDEN_ADDRESS(false),
    /** A notification's signature does not match; it is dropped. */
    BAD_SIGNATURE(false);

    private final boolean passing;

    ShopError(boolean passing) {
        this.passing = passing;
    }

    /**
     * Whether a read can be expected to succeed later without anybody's action. For commands see
     * {@link CommandResult#of}.
     */
    public boolean isPassing() {
        return passing;
    }
}
