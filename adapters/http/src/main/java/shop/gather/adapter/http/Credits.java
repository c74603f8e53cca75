package shop.gather.adapter.http;

import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.StoreCredits;

/** Gives customers credit in the shop. */
final class Credits implements StoreCredits {

    private final Commands commands;

    Credits(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandResult credit(Credit credit) {
        if (!Ids.isId(credit.customerId())) {
            return Commands.notFound("customer");
        }
        if (!credit.amount().isPositive()) {
            return Commands.notPositive(credit.amount());
        }
        return commands.post(
                "/customers/" + credit.customerId() + "/credits",
                Keys.CREDIT.of(credit.key()),
                JsonText.object()
                        .add("amount", Commands.money(credit.amount()))
                        .add("reason", credit.reason())
                        .build());
    }
}
