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
 * A command to the shop. Amounts are in minor units of {@code currency}. Its key is unique per store; the shop
 * recognises a repetition by it.
 */
public sealed interface ShopCommand {

    /** Captures a payment up to the given total. */
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
     * @param quantity how many units are to be cancelled in total, above 0; null for the whole line, also in commands
     *     that were stored before this field existed
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
     * Refunds an amount of a payment for one line, or spread over the order if {@code lineId} is null.
     *
     * @param keep the amount of the whole order that the shop must keep after the refund; checked before the shop is
     *     asked, because someone may have refunded money meanwhile. Null if the shop's own limit is enough, because
     *     everything may be refunded
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
         * Why this refund must no longer be made, given the present order; empty if it must still be made, or was made
         * and the shop knows its key. If it must not be made, the remaining refund is calculated again from the order,
         * and a person makes it.
         *
         * @param key the key of this command
         * @param kept the amount captured for the order and not refunded
         */
        public Optional<CommandResult> overtaken(String key, OrderSnapshot now, Money kept) {
            boolean made = now.payments().stream()
                    .flatMap(payment -> payment.refunds().stream())
                    .anyMatch(refund -> refund.key().filter(key::equals).isPresent());
            return keep == null || made || kept.getAmountMinorLong() - amount >= keep
                    ? Optional.empty()
                    : Optional.of(CommandResult.refused(
                            RefusalCode.AMOUNT_TOO_HIGH, "Money of this order was refunded in another way meanwhile."));
        }
    }

    /** Creates an offer of a price in the shop. */
    record OfferPrice(
            String variantId, long unitPrice, String currency, int maxQuantity, String startsAt, String endsAt)
            implements ShopCommand {}

    /** Revokes a buyer's admission to a price; {@code admission} and {@code until} are the values from its creation. */
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

    /** Deletes an offer in the shop. */
    record CloseOffer(String offerReference) implements ShopCommand {}

    /** Gives a customer store credit. */
    record GiveCredit(String customerId, long amount, String currency, String reason) implements ShopCommand {

        /** The message to the owner if the shop no longer has store credit. */
        static final String NOT_THERE =
                "The shop no longer has store credit, but may have given this credit before. Check in the shop; if it "
                        + "was not given, report the payout as failed.";

        /**
         * Unlike a refund, credit has no limit in the shop, and some shops store no keys. So the lookup must wait until
         * an earlier attempt, which may still be in progress in the shop, has ended.
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
            return "The amount is available to the leader again.";
        }
    }

    /** All kinds, by the names under which they are stored. */
    List<Class<? extends ShopCommand>> KINDS = List.of(
            Capture.class,
            CancelOrder.class,
            CancelLine.class,
            Refund.class,
            OfferPrice.class,
            Revoke.class,
            CloseOffer.class,
            GiveCredit.class);

    /** The name under which this kind is stored. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** The minimum wait after an attempt without an answer, even if the shop recovers earlier. */
    default Duration settling() {
        return Duration.ZERO;
    }

    /** The id of the shop's customer in this command; null if none. */
    default String customer() {
        return null;
    }

    /** A description of the command for people. */
    default String told() {
        return kind() + (order() == null ? "" : " of order " + order());
    }

    /** What the owner must do if the shop refuses it. */
    default String remedy() {
        return "Do it in the shop; Gather then recognises it as done.";
    }

    /** The id of its order; null if it has none. */
    default String order() {
        return null;
    }
}
