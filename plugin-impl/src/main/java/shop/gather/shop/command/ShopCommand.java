package shop.gather.shop.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.RefusalCode;

/**
 * Something to be done at the shop. Amounts are minor units of {@code currency}. The key that goes with it is unique
 * per store and is what the shop recognises a repetition by.
 */
public sealed interface ShopCommand {

    /** Captures so much of a payment in all. */
    record Capture(String orderId, String paymentId, long amount, String currency) implements ShopCommand {

        @Override
        public String order() {
            return orderId;
        }
    }

    /** Cancels a whole order. */
    record CancelOrder(String orderId, String reason) implements ShopCommand {

        @Override
        public String order() {
            return orderId;
        }
    }

    /**
     * Cancels one line, or units of it.
     *
     * @param quantity how many units are to be cancelled in all, above 0; null for the whole line, also in commands
     *     that were stored before units were known
     */
    record CancelLine(String orderId, String lineId, BigDecimal quantity, String reason) implements ShopCommand {

        public CancelLine {
            if (quantity != null && quantity.signum() <= 0) {
                throw new IllegalArgumentException("quantity must be above 0: " + quantity);
            }
        }

        @Override
        public String order() {
            return orderId;
        }

        @Override
        public String told() {
            return "Cancellation of " + (quantity == null ? "" : quantity.toPlainString() + " units of ") + "line "
                    + lineId + " of order " + orderId;
        }
    }

    /**
     * Gives back so much of a payment for one line, or spread over the order where {@code lineId} is null.
     *
     * @param keep what the shop must keep of the whole order afterwards, looked up before it is asked: somebody may
     *     have given money back meanwhile. Null where the shop's own limit is enough, because all of it may go back
     */
    record Refund(
            String orderId, String paymentId, String lineId, long amount, String currency, String reason, Long keep)
            implements ShopCommand {

        @Override
        public String order() {
            return orderId;
        }

        @Override
        public String told() {
            return "Refund of " + Money.ofMinor(CurrencyUnit.of(currency), amount) + " of order " + orderId;
        }

        /**
         * Why this refund must not be made any more, by the order as it is now; empty if it is still to be made, or was
         * made and the shop knows its key. What is then left to give back is decided again from the order, and a person
         * does it.
         *
         * @param key under which it is asked for
         * @param kept what was taken for the order and not given back
         */
        public Optional<CommandResult> overtaken(String key, OrderSnapshot now, Money kept) {
            boolean made = now.payments().stream()
                    .flatMap(payment -> payment.refunds().stream())
                    .anyMatch(refund -> refund.key().filter(key::equals).isPresent());
            return keep == null || made || kept.getAmountMinorLong() - amount >= keep
                    ? Optional.empty()
                    : Optional.of(CommandResult.refused(
                            RefusalCode.AMOUNT_TOO_HIGH,
                            "Money of this order was given back in another way meanwhile."));
        }
    }

    /** Makes a price known to the shop. */
    record OfferPrice(
            String variantId, long unitPrice, String currency, int maxQuantity, String startsAt, String endsAt)
            implements ShopCommand {}

    /** Takes a buyer's admission to a price back; {@code admission} and {@code until} as they were when it was made. */
    record Revoke(
            String admission,
            String offerReference,
            String customerId,
            String variantId,
            long unitPrice,
            String currency,
            int maxQuantity,
            String until)
            implements ShopCommand {

        @Override
        public String customer() {
            return customerId;
        }
    }

    /** Deletes an offer at the shop. */
    record CloseOffer(String offerReference) implements ShopCommand {}

    /** Gives a customer credit to spend in the shop. */
    record GiveCredit(String customerId, long amount, String currency, String reason) implements ShopCommand {

        /** What the owner is told where there is no store credit any more. */
        static final String NOT_THERE =
                "The shop has no store credit any more, and may have given this before. Look there; if it was not "
                        + "given, note the payout as failed.";

        /**
         * Credit has no limit at the shop as a refund has, and some shops keep no keys: a first try that is still under
         * way there must have ended before the shop is looked at.
         */
        @Override
        public Duration settling() {
            return Duration.ofMinutes(2);
        }

        @Override
        public String customer() {
            return customerId;
        }

        @Override
        public String told() {
            return "credit of " + Money.ofMinor(CurrencyUnit.of(currency), amount) + " for customer " + customerId;
        }

        @Override
        public String remedy() {
            return "The amount is with the leader again.";
        }
    }

    /** All kinds, by the names under which they are kept. */
    List<Class<? extends ShopCommand>> KINDS = List.of(
            Capture.class,
            CancelOrder.class,
            CancelLine.class,
            Refund.class,
            OfferPrice.class,
            Revoke.class,
            CloseOffer.class,
            GiveCredit.class);

    /** The name under which this kind is kept. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** How long after a try that was not answered it is left alone, also once the shop is well again. */
    default Duration settling() {
        return Duration.ZERO;
    }

    /** The customer of the shop whom it names; null for none. */
    default String customer() {
        return null;
    }

    /** What it is, for a person. */
    default String told() {
        return kind() + (order() == null ? "" : " of order " + order());
    }

    /** What a person does if the shop refuses it. */
    default String remedy() {
        return "Do it in the shop; Gather sees it done.";
    }

    /** The order it is about; null for none. */
    default String order() {
        return null;
    }
}
