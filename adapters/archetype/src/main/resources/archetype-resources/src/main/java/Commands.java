package ${package};

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Sends commands and returns their results. This shop executes a key once, so sending it again is the look-up. A shop
 * without keys must be asked before a command is sent again.
 */
final class Commands {

    private final ShopApi api;

    Commands(ShopApi api) {
        this.api = api;
    }

    CommandResult run(String target, String key, JsonObjectBuilder body) {
        try {
            return ended(api.command(target, key, body.build()));
        } catch (ShopException noAnswer) {
            return CommandResult.of(noAnswer);
        }
    }

    static JsonObjectBuilder money(Money money) {
        return Json.createObjectBuilder()
                .add("amount", money.getAmount().toPlainString())
                .add("currency", money.getCurrencyUnit().getCode());
    }

    /**
     * Only the shop's own answer is a refusal: after a proxy's answer or an HTML page it is unknown whether the command
     * was executed.
     */
    private CommandResult ended(ShopHttp.Answer answer) {
        if (answer.status() == 200) {
            JsonObject said = api.good(answer);
            return said.getString("outcome", "").equals("already-done")
                    ? new CommandResult.AlreadyDone(said.getString("reference", ""))
                    : CommandResult.done(said.getString("reference", ""));
        }
        return switch (ShopApi.code(answer)) {
            case "not-found" -> CommandResult.refused(RefusalCode.NOT_FOUND, "the shop has no such thing");
            case "amount-too-high" -> CommandResult.refused(RefusalCode.AMOUNT_TOO_HIGH, "that is more than is left");
            case "payment-state" -> CommandResult.refused(RefusalCode.PAYMENT_STATE, "the payment does not allow it");
            case "order-state" -> CommandResult.refused(RefusalCode.ORDER_STATE, "the order does not allow it");
            case "not-supported" -> CommandResult.refused(RefusalCode.NOT_SUPPORTED, "the shop does not do this");
            case "in-flight" -> new CommandResult.RetryAfter(Duration.ofSeconds(1), "the shop is still at it");
            case "bad-request", "key-reused" ->
                CommandResult.refused(RefusalCode.SHOP_REFUSED, "the shop says " + ShopApi.code(answer));
            default -> CommandResult.of(api.failure(answer));
        };
    }
}
