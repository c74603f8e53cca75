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
    /**
     * Something answered, but not such a shop, or in a form that cannot be understood. The request may have been
     * processed.
     */
    BAD_ANSWER(false),
    /**
     * The settings cannot work, or something else than the shop answers where they lead. A person must act, unless it
     * is a page that stands there for a while only. The request may have been processed, by an earlier try at least: a
     * command is looked up and tried again.
     */
    MISCONFIGURED(false),
    /**
     * The address is in a network that Gather must not call; nothing was processed now. A name may lead there for a
     * moment only: a command is tried again.
     */
    FORBIDDEN_ADDRESS(false),
    /** A notification's signature does not match; it is dropped. */
    BAD_SIGNATURE(false);

    private final boolean passing;

    ShopError(boolean passing) {
        this.passing = passing;
    }

    /**
     * Whether a read may be expected to succeed later without anybody acting. What a failure means for a command
     * {@link CommandResult#of} says.
     */
    public boolean isPassing() {
        return passing;
    }
}
