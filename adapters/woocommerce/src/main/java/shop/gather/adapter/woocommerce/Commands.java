package shop.gather.adapter.woocommerce;

import java.util.function.Supplier;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/** What all commands share: they answer and do not throw. */
final class Commands {

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

    static CommandResult refused(RestApi.Reply reply) {
        return CommandResult.refused(
                RefusalCode.SHOP_REFUSED,
                "the shop says " + (reply.message().isBlank() ? reply.code() : reply.message()));
    }
}
