package shop.gather.spi;

import java.time.Duration;

/**
 * The result of a command to a shop. A command never throws for an answer that a shop may give. A time-out is
 * {@link Unknown}, not a failure: the command is looked up by its key before it is retried.
 *
 * @since 1.0
 */
public sealed interface CommandResult {

    /**
     * Done now.
     *
     * @param reference the shop's reference to what was created; empty if there is none
     */
    record Done(String reference) implements CommandResult {}

    /** An earlier command with the same key had the effect already; nothing changed now. */
    record AlreadyDone(String reference) implements CommandResult {}

    /**
     * The shop will not do it, now or later.
     *
     * @param reason for the owner
     */
    record Refused(RefusalCode code, String reason) implements CommandResult {}

    /** Not done; the shop asks to retry later. */
    record RetryAfter(Duration delay, String reason) implements CommandResult {}

    /** Possibly done: the shop gave no usable answer. */
    record Unknown(String reason) implements CommandResult {}

    static CommandResult done(String reference) {
        return new Done(reference);
    }

    static CommandResult refused(RefusalCode code, String reason) {
        return new Refused(code, reason);
    }

    /**
     * The result of a command whose call failed. It is unknown if the request may have been processed, including when
     * the answer did not come from the shop (a maintenance page, a proxy's 404). Otherwise it is a retry or a refusal.
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
