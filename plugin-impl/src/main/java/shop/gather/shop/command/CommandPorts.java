package shop.gather.shop.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.Refunds;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;
import shop.gather.spi.StoreCredits;

/**
 * Passes each kind of command to the shop's port for it. If the port is missing, the command is refused without a call
 * to the shop. The exception is store credit: an earlier attempt may have used the port when it existed.
 */
@Singleton
class CommandPorts {

    private final CommandOrders orders;

    @Inject
    CommandPorts(CommandOrders orders) {
        this.orders = orders;
    }

    /**
     * The result of an attempt.
     *
     * @param code the part of the result that Gather evaluates; null if none
     */
    record Answer(CommandResult result, OutcomeCode code) {

        static Answer of(CommandResult result) {
            return new Answer(result, null);
        }

        /** Not a refusal: the credit may have been given earlier, while the shop had store credit. */
        static Answer noStoreCredit() {
            return new Answer(new CommandResult.Unknown(ShopCommand.GiveCredit.NOT_THERE), OutcomeCode.NO_STORE_CREDIT);
        }
    }

    Answer run(Shop shop, CommandKey known, ShopCommand command) {
        String key = known.toString();
        if (command instanceof ShopCommand.GiveCredit credit) {
            return shop.storeCredits().map(port -> credit(port, key, credit)).orElseGet(Answer::noStoreCredit);
        }
        return Answer.of(result(shop, key, command));
    }

    private CommandResult result(Shop shop, String key, ShopCommand command) {
        if (command instanceof ShopCommand.Capture capture) {
            Money amount = money(capture.amount(), capture.currency());
            return via(
                    shop.deferredCapture(),
                    port -> port.capture(
                            new DeferredCapture.Capture(key, capture.orderId(), capture.paymentId(), amount)));
        }
        if (command instanceof ShopCommand.CancelOrder cancel) {
            return via(
                    shop.cancellations(),
                    port -> port.cancel(new Cancellation(key, cancel.orderId(), cancel.reason())));
        }
        if (command instanceof ShopCommand.CancelLine cancel) {
            return via(
                    shop.lineCancellations(),
                    port -> port.cancelLine(new LineCancellation(
                            key,
                            cancel.orderId(),
                            cancel.lineId(),
                            Optional.ofNullable(cancel.quantity()),
                            cancel.reason())));
        }
        if (command instanceof ShopCommand.Refund refund) {
            return via(shop.refunds(), port -> {
                Optional<CommandResult> overtaken;
                try {
                    overtaken = overtaken(shop, key, refund);
                } catch (ShopException unread) {
                    // This attempt has sent nothing.
                    return new CommandResult.RetryAfter(Duration.ofSeconds(5), unread.getMessage());
                }
                return overtaken.orElseGet(() -> port.refund(request(key, refund)));
            });
        }
        return via(shop.priceOffers(), port -> offers(port, key, command));
    }

    private static Answer credit(StoreCredits port, String key, ShopCommand.GiveCredit credit) {
        CommandResult result = port.credit(new StoreCredits.Credit(
                key, credit.customerId(), money(credit.amount(), credit.currency()), credit.reason()));
        return result instanceof CommandResult.Refused refused && refused.code() == RefusalCode.NOT_SUPPORTED
                ? Answer.noStoreCredit()
                : Answer.of(result);
    }

    private static CommandResult offers(PriceOffers port, String key, ShopCommand command) {
        if (command instanceof ShopCommand.OfferPrice offer) {
            return port.offer(new PriceOffers.Offer(
                    key,
                    offer.variantId(),
                    money(offer.unitPrice(), offer.currency()),
                    offer.maxQuantity(),
                    Instant.parse(offer.startsAt()),
                    Instant.parse(offer.endsAt())));
        }
        if (command instanceof ShopCommand.Revoke revoke) {
            return port.revoke(new PriceOffers.Admission(
                    revoke.admission(),
                    revoke.offerReference(),
                    revoke.customerId(),
                    revoke.variantId(),
                    money(revoke.unitPrice(), revoke.currency()),
                    revoke.maxQuantity(),
                    Instant.parse(revoke.until())));
        }
        return port.close(key, ((ShopCommand.CloseOffer) command).offerReference());
    }

    /**
     * Checked only if the refund is limited to a part of the order: the shop itself refuses to refund more than
     * everything.
     */
    private Optional<CommandResult> overtaken(Shop shop, String key, ShopCommand.Refund refund) {
        return refund.keep() == null
                ? Optional.empty()
                : shop.orders().order(refund.orderId()).flatMap(now -> refund.overtaken(key, now, orders.kept(now)));
    }

    private static Refunds.RefundRequest request(String key, ShopCommand.Refund refund) {
        Money amount = money(refund.amount(), refund.currency());
        List<OrderSnapshot.RefundLine> lines =
                refund.lineId() == null ? List.of() : List.of(OrderSnapshot.RefundLine.of(refund.lineId(), amount));
        return new Refunds.RefundRequest(key, refund.orderId(), refund.paymentId(), amount, lines, refund.reason());
    }

    private static <P> CommandResult via(Optional<P> port, Function<P, CommandResult> call) {
        return port.map(call)
                .orElseGet(() ->
                        CommandResult.refused(RefusalCode.NOT_SUPPORTED, "The connected shop does not support this."));
    }

    private static Money money(long minor, String currency) {
        return Money.ofMinor(CurrencyUnit.of(currency), minor);
    }
}
