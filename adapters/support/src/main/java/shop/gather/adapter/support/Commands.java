package shop.gather.adapter.support;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopException;

/**
 * Code shared by the commands of all shops. A command returns its result; it never throws for an answer that a shop may
 * give.
 */
public final class Commands {

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private Commands() {}

    /** Runs a command; a {@link ShopException} is converted to the corresponding result. */
    public static CommandResult run(Supplier<CommandResult> command) {
        try {
            return command.get();
        } catch (ShopException failure) {
            return CommandResult.of(failure);
        }
    }

    /**
     * Reads an order and runs a command on it; refused with {@code NOT_FOUND} if the shop has no such order.
     *
     * @param read finds the order by its id
     */
    public static <O> CommandResult onOrder(
            String orderId, Function<String, Optional<O>> read, Function<O, CommandResult> command) {
        return run(() -> read.apply(orderId).map(command).orElseGet(() -> notFound("order " + orderId)));
    }

    /** @param what for example {@code order 17} */
    public static CommandResult notFound(String what) {
        return CommandResult.refused(RefusalCode.NOT_FOUND, "the shop has no " + what);
    }

    /**
     * Why an amount cannot be captured or refunded; empty if it is above 0 and in the order's currency.
     *
     * @param what for example {@code a refund}
     */
    public static Optional<CommandResult> refusedAmount(String what, Money amount, CurrencyUnit currency) {
        return amount.getCurrencyUnit().equals(currency) && amount.isPositive()
                ? Optional.empty()
                : Optional.of(CommandResult.refused(
                        RefusalCode.SHOP_REFUSED,
                        what + " of this order must be an amount above 0 in " + currency.getCode()));
    }

    /**
     * The result of a capture in a shop that captures everything, after the rest was refunded.
     *
     * @param refund how the refund of the rest ended
     * @param captured the result if the rest was refunded
     */
    public static CommandResult captured(CommandResult refund, Money rest, CommandResult captured) {
        if (refund instanceof CommandResult.Refused refused) {
            return new CommandResult.RetryAfter(
                    RETRY_DELAY, "all was captured, and the shop will not give " + rest + " back: " + refused.reason());
        }
        return refund instanceof CommandResult.Done || refund instanceof CommandResult.AlreadyDone ? captured : refund;
    }
}
