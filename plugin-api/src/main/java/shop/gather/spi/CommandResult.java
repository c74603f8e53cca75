package shop.gather.spi;

import java.time.Duration;

/**
 * How a command to a shop ended. Commands never throw for what a shop may answer: a time-out is {@link Unknown}, not a
 * failure, and is looked up by the command's key before it is tried again.
 *
 * @since 1.0
 */
public sealed interface CommandResult {

    /**
     * Done now.
     *
     * @param reference the shop's name for what was made; empty where there is none
     */
    record Done(String reference) implements CommandResult {}

    /** The command had been done before under the same key; nothing changed now. */
    record AlreadyDone(String reference) implements CommandResult {}

    /**
     * The shop will not do it, now or later.
     *
     * @param reason for the owner
     */
    record Refused(RefusalCode code, String reason) implements CommandResult {}

    /** Not done; the shop asks to come back. */
    record RetryAfter(Duration delay, String reason) implements CommandResult {}

    /** Perhaps done: no answer came. */
    record Unknown(String reason) implements CommandResult {}

    static CommandResult done(String reference) {
        return new Done(reference);
    }

    static CommandResult refused(RefusalCode code, String reason) {
        return new Refused(code, reason);
    }

    /**
     * What a failed call means for a command: unknown if the request may have been processed, also where what came back
     * is no answer of a shop (a page that says it is being worked on, or that nothing is there); else a retry or a
     * refusal.
     */
    static CommandResult of(ShopException failure) {
        return switch (failure.error()) {
            case NO_ANSWER, SHOP_FAILED, BAD_ANSWER, MISCONFIGURED -> new Unknown(failure.getMessage());
            // A name that leads to a forbidden address now may have led to the shop when the command was sent first.
            case UNREACHABLE, RATE_LIMITED, FORBIDDEN_ADDRESS ->
                new RetryAfter(failure.retryAfter().orElse(Duration.ofSeconds(1)), failure.getMessage());
            case UNAUTHORIZED -> new Refused(RefusalCode.UNAUTHORIZED, failure.getMessage());
            case BAD_SIGNATURE -> new Refused(RefusalCode.SHOP_REFUSED, failure.getMessage());
        };
    }
}
