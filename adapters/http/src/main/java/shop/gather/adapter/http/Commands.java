package shop.gather.adapter.http;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.adapter.support.JsonText;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;

/**
 * Sends commands and reads their results. Sending a key again <em>is</em> the look-up: the contract requires the shop
 * to answer as before and do nothing twice, so nothing is stored here.
 */
final class Commands {

    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    private static final Map<String, RefusalCode> REFUSALS = Map.of(
            "not-supported", RefusalCode.NOT_SUPPORTED,
            "not-found", RefusalCode.NOT_FOUND,
            "price-unreachable", RefusalCode.PRICE_UNREACHABLE,
            "amount-too-high", RefusalCode.AMOUNT_TOO_HIGH,
            "payment-state", RefusalCode.PAYMENT_STATE,
            "order-state", RefusalCode.ORDER_STATE,
            "offer-limit", RefusalCode.OFFER_LIMIT);

    private final ContractApi api;

    Commands(ContractApi api) {
        this.api = api;
    }

    CommandResult post(String target, String key, JsonObject body) {
        return run("POST", target, key, body.toString());
    }

    CommandResult delete(String target, String key) {
        return run("DELETE", target, key, null);
    }

    static CommandResult notFound(String what) {
        return CommandResult.refused(RefusalCode.NOT_FOUND, "the shop has no such " + what);
    }

    /** The contract has no way to write it. */
    static CommandResult notPositive(Money amount) {
        return CommandResult.refused(RefusalCode.SHOP_REFUSED, amount + " is not above zero");
    }

    static JsonObject money(Money money) {
        return JsonText.object()
                .add("amount", money.getAmount().toPlainString())
                .add("currency", money.getCurrencyUnit().getCode())
                .build();
    }

    static JsonObject reason(String reason) {
        return JsonText.object().add("reason", reason).build();
    }

    private CommandResult run(String method, String target, String key, String body) {
        try {
            ContractApi.Answer answer = api.command(method, target, key, body);
            return answer.isGood() ? done(answer) : refusal(answer);
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    private CommandResult refusal(ContractApi.Answer answer) {
        RefusalCode code = REFUSALS.get(answer.code());
        if (code != null) {
            return CommandResult.refused(
                    code, answer.detail().isBlank() ? "the shop says " + answer.code() : answer.detail());
        }
        if (answer.code().equals("in-flight")) {
            return new CommandResult.RetryAfter(api.pause(answer, IN_FLIGHT), "the shop is still at it");
        }
        ShopException failure = api.failure(answer);
        if (!answer.code().isEmpty() && failure.error() == ShopError.BAD_ANSWER) {
            // The shop has refused with a code that this adapter does not know.
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, failure.getMessage());
        }
        return CommandResult.of(failure);
    }

    /**
     * A success status without an outcome, or an error status without a problem document, did not come from the shop:
     * it may have executed the command, or may still do so.
     */
    private static CommandResult done(ContractApi.Answer answer) {
        try {
            JsonObject outcome = ContractApi.parsed(answer);
            String reference = Fields.text(outcome, "reference");
            return switch (Fields.text(outcome, "outcome")) {
                case "done" -> CommandResult.done(reference);
                case "already-done" -> new CommandResult.AlreadyDone(reference);
                default -> throw Fields.unreadable("outcome", "is not one that the contract knows");
            };
        } catch (ShopException unreadable) {
            return CommandResult.of(unreadable);
        }
    }
}
