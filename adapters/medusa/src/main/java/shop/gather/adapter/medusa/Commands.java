package shop.gather.adapter.medusa;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import shop.gather.adapter.medusa.MedusaApi.Reply;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/** What all commands share: they answer and do not throw. */
final class Commands {

    private static final Duration IN_CONFLICT = Duration.ofSeconds(2);
    private static final Duration WHILE_EDITED = Duration.ofMinutes(10);

    private Commands() {}

    static CommandResult run(Supplier<CommandResult> command) {
        try {
            return command.get();
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    static CommandResult notFound(String what) {
        return CommandResult.refused(RefusalCode.NOT_FOUND, "the shop has no " + what);
    }

    /**
     * Why Medusa would not.
     *
     * @param otherwise the code if Medusa's kind of error does not tell
     */
    static CommandResult refusal(Reply reply, RefusalCode otherwise) {
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
