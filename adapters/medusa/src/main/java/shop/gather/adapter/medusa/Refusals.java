package shop.gather.adapter.medusa;

import java.time.Duration;
import java.util.Locale;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/** Why Medusa refused a command. */
final class Refusals {

    private static final Duration IN_CONFLICT = Duration.ofSeconds(2);
    private static final Duration WHILE_EDITED = Duration.ofMinutes(10);

    private Refusals() {}

    /** @param otherwise the code if Medusa's kind of error does not tell */
    static CommandResult of(Reply reply, RefusalCode otherwise) {
        String message = reply.message().toLowerCase(Locale.ROOT);
        if (reply.status() == 409) {
            return new CommandResult.RetryAfter(IN_CONFLICT, reply.message());
        }
        if (message.contains("already") && message.contains("order change")) {
            return new CommandResult.RetryAfter(WHILE_EDITED, "somebody is editing the order: " + reply.message());
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return CommandResult.refused(RefusalCode.UNAUTHORIZED, "the secretKey lacks the right to do this");
        }
        return CommandResult.refused(
                reply.errorType().equals("not_found") ? RefusalCode.NOT_FOUND : otherwise, reply.message());
    }
}
