package shop.gather.adapter.sampleshop;

import java.util.Optional;
import shop.gather.spi.CommandResult;
import shop.gather.spi.StoreCredits;

/** Gives customers credit in the shop. */
final class Credits implements StoreCredits {

    private final ShopClient client;
    private final Commands commands;

    Credits(ShopClient client, Commands commands) {
        this.client = client;
        this.commands = commands;
    }

    @Override
    public CommandResult credit(Credit credit) {
        if (!Reads.isId(credit.customerId())) {
            return Commands.notFound("customer");
        }
        Optional<CommandResult> refused = commands.refusedAmount(credit.amount());
        if (refused.isPresent()) {
            return refused.get();
        }
        String body = client.written(new Wire.NewCredit(credit.amount().getAmountMinorLong(), credit.reason()));
        String key = "credit:" + credit.key();
        return commands.run(key, api -> api.credit(key, credit.customerId(), body));
    }
}
