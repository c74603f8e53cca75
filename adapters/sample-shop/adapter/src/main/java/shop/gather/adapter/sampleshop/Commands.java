package shop.gather.adapter.sampleshop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.spi.ShopHttp;

/**
 * Sends commands. A command without an answer is looked up by its key before it is sent again. After a restart the
 * adapter no longer knows it, but the shop itself recognises the key.
 */
final class Commands {

    private static final int REMEMBERED = 10_000;

    private static final Map<String, RefusalCode> REFUSALS = Map.of(
            "not-supported", RefusalCode.NOT_SUPPORTED,
            "not-found", RefusalCode.NOT_FOUND,
            "price-unreachable", RefusalCode.PRICE_UNREACHABLE,
            "amount-too-high", RefusalCode.AMOUNT_TOO_HIGH,
            "payment-state", RefusalCode.PAYMENT_STATE,
            "order-state", RefusalCode.ORDER_STATE,
            "offer-closed", RefusalCode.OFFER_LIMIT);

    private final ShopClient client;
    private final CurrencyUnit currency;
    private final Set<String> unanswered = Collections.newSetFromMap(Collections.synchronizedMap(new Recent()));

    Commands(ShopClient client, CurrencyUnit currency) {
        this.client = client;
        this.currency = currency;
    }

    /** Sends a command under this key. */
    CommandResult run(String key, Function<ShopApi, ShopHttp.Answer> call) {
        try {
            if (unanswered.contains(key)) {
                Optional<CommandResult> done = lookUp(key);
                if (done.isPresent()) {
                    unanswered.remove(key);
                    return done.get();
                }
            }
            CommandResult result = result(client.send(call));
            unanswered.remove(key);
            return result;
        } catch (ShopException e) {
            CommandResult result = CommandResult.of(e);
            if (result instanceof CommandResult.Unknown) {
                unanswered.add(key);
            }
            return result;
        }
    }

    /** Refuses an amount in a currency that the shop would misread. */
    Optional<CommandResult> refusedAmount(Money amount) {
        if (!amount.getCurrencyUnit().equals(currency)) {
            return Optional.of(CommandResult.refused(
                    RefusalCode.SHOP_REFUSED,
                    "The shop sells in " + currency + ", not in " + amount.getCurrencyUnit()));
        }
        return Optional.empty();
    }

    static CommandResult notFound(String what) {
        return CommandResult.refused(RefusalCode.NOT_FOUND, "The shop has no such " + what);
    }

    private Optional<CommandResult> lookUp(String key) {
        ShopClient.Answer answer = client.send(api -> api.command(key));
        return client.found(answer, Wire.Command.class)
                .map(command -> new CommandResult.AlreadyDone(
                        ShopClient.read(() -> command.outcome().reference())));
    }

    /** What became of one of several admissions. */
    CommandResult result(Wire.AdmissionResult result) {
        try {
            return result(new ShopClient.Answer(
                    result.status(),
                    result.answer() == null ? "" : client.written(result.answer()),
                    Boolean.TRUE.equals(result.replayed()),
                    null,
                    new Wire.Problem(null, result.code(), result.detail())));
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    private CommandResult result(ShopClient.Answer answer) {
        if (answer.isGood()) {
            return done(answer);
        }
        RefusalCode code = answer.status() < 500 && answer.problem().code() != null
                ? REFUSALS.get(answer.problem().code())
                : null;
        if (code != null) {
            return CommandResult.refused(code, String.valueOf(answer.problem().detail()));
        }
        ShopException failure = ShopClient.failure(answer);
        if (answer.problem().code() != null && failure.error() == ShopError.BAD_ANSWER) {
            // The shop has refused with a code that this adapter does not know.
            return CommandResult.refused(RefusalCode.SHOP_REFUSED, failure.getMessage());
        }
        throw failure;
    }

    /** A success without a valid body came from a proxy: the shop may have executed the command. */
    private CommandResult done(ShopClient.Answer answer) {
        try {
            Wire.Outcome outcome = client.parsed(answer, Wire.Outcome.class);
            String reference = ShopClient.read(outcome::reference);
            return answer.replayed() || Boolean.TRUE.equals(outcome.already())
                    ? new CommandResult.AlreadyDone(reference)
                    : CommandResult.done(reference);
        } catch (ShopException e) {
            throw new ShopException(ShopError.NO_ANSWER, e.getMessage(), e);
        }
    }

    /** Drops the oldest entry. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
