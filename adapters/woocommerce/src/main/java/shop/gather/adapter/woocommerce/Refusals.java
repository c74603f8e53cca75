package shop.gather.adapter.woocommerce;

import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;

/** Why WooCommerce refused a command. */
final class Refusals {

    private Refusals() {}

    static CommandResult of(RestApi.Reply reply) {
        return CommandResult.refused(
                RefusalCode.SHOP_REFUSED,
                "the shop says " + (reply.message().isBlank() ? reply.code() : reply.message()));
    }
}
