package shop.gather.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The state of an order in the shop at one moment. All amounts are in {@link #currency()}. The snapshot states totals,
 * not events: the same history gives the same snapshot, however often and in whatever order its changes were reported.
 *
 * <p>What the buyer owes is the sum of all lines, net and tax, plus shipping. A shop that reduces the price of its
 * articles for a coupon reports the reduced lines; a discount or fee that it keeps separate from the articles is a line
 * of its own ({@link LineKind}). A gift card or store credit that the buyer <em>spends</em> is a payment
 * ({@link PaymentKind}), never a discount.
 *
 * @param number the order number that people see
 * @param customerId empty for a guest
 * @param buyerEmailHash {@link EmailHash} of the address that the buyer (a guest too) entered; empty if the shop does
 *     not report it
 * @param placedAt when the buyer completed the checkout, by the shop's clock
 * @param fulfilment the progress of delivery
 * @param lines all lines, including cancelled ones
 * @param shipping what was charged for shipping, with tax
 * @param metadata free text that the storefront put on the order, including the keys of {@link OrderMetadata}
 * @since 2.0
 */
public record OrderSnapshot(
        String orderId,
        String number,
        Optional<String> customerId,
        Optional<String> buyerEmailHash,
        Instant placedAt,
        State state,
        Fulfilment fulfilment,
        CurrencyUnit currency,
        List<Line> lines,
        Money shipping,
        List<Payment> payments,
        Set<String> couponCodes,
        Map<String, String> metadata) {

    public OrderSnapshot {
        lines = List.copyOf(lines);
        payments = List.copyOf(payments);
        couponCodes = Set.copyOf(couponCodes);
        metadata = Map.copyOf(metadata);
    }

    /** Whether the order as a whole is cancelled. */
    public enum State {
        OPEN,
        CANCELLED
    }

    /**
     * The progress of delivery of the goods that are not cancelled. "Sent" includes goods that were handed over at a
     * counter or are ready for the buyer.
     *
     * @param sentAt when the last goods were sent; empty before that, or if the shop does not report it
     * @param deliveredAt when the buyer had received all goods; empty before that, or if the shop does not report it
     * @since 2.0
     */
    public record Fulfilment(Stage stage, Optional<Instant> sentAt, Optional<Instant> deliveredAt) {

        /** Nothing was sent yet, or the shop does not know. */
        public static final Fulfilment NOT_SENT = new Fulfilment(Stage.NOT_SENT, Optional.empty(), Optional.empty());

        /** In the sequence in which an order passes them; a stage may be skipped. */
        public enum Stage {
            NOT_SENT,
            PARTLY_SENT,
            SENT,
            /** The shop knows that the buyer has it. Shops without that knowledge stay at SENT. */
            DELIVERED
        }
    }

    /** What a line is. */
    public enum LineKind {
        /** An article that was bought, including a custom item and one whose product was deleted. */
        ARTICLE,
        /** A gift card that was bought in this order. */
        GIFT_CARD,
        /**
         * A fee or surcharge on the whole order, for example for a payment method. Shipping is
         * {@link OrderSnapshot#shipping()}.
         */
        FEE,
        /**
         * A discount on the whole order that is not part of the articles' prices. Its amounts are negative.
         */
        DISCOUNT
    }

    /**
     * One line. Amounts are for {@code quantity}, after discounts, as originally charged; {@code cancelledQuantity} is
     * the part of it that was cancelled.
     *
     * @param variantId empty for a fee, a discount, a custom item, and where the product was deleted
     * @param quantity as ordered, above 0; a decimal where the shop sells by weight or length
     * @param cancelledQuantity 0 to {@code quantity}
     * @param net without tax; may be negative
     * @param tax on {@code net}; may be negative
     */
    public record Line(
            String lineId,
            Optional<String> variantId,
            LineKind kind,
            BigDecimal quantity,
            BigDecimal cancelledQuantity,
            Money net,
            Money tax) {

        /** Quantities are kept without trailing zeros, so that equal quantities are equal. */
        public Line {
            quantity = plain(quantity);
            cancelledQuantity = plain(cancelledQuantity);
        }

        /** A line of an article that is sold in whole units. */
        public static Line article(
                String lineId, String variantId, long quantity, long cancelledQuantity, Money net, Money tax) {
            return new Line(
                    lineId,
                    Optional.of(variantId),
                    LineKind.ARTICLE,
                    BigDecimal.valueOf(quantity),
                    BigDecimal.valueOf(cancelledQuantity),
                    net,
                    tax);
        }

        /** A fee or a discount on the whole order: quantity 1, no variant. */
        public static Line adjustment(String lineId, LineKind kind, Money net, Money tax) {
            return new Line(lineId, Optional.empty(), kind, BigDecimal.ONE, BigDecimal.ZERO, net, tax);
        }

        /** What the buyer paid or owes for the ordered quantity. */
        public Money gross() {
            return net.plus(tax);
        }

        /** Whether the whole quantity is cancelled. */
        public boolean isCancelled() {
            return cancelledQuantity.compareTo(quantity) >= 0;
        }

        /** Whether this line is of the variant. */
        public boolean isOf(String variant) {
            return variantId.filter(variant::equals).isPresent();
        }

        private static BigDecimal plain(BigDecimal quantity) {
            BigDecimal stripped = quantity.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** What kind of money a payment is. */
    public enum PaymentKind {
        /** A card, wallet, bank transfer or anything else through which money reaches the owner. */
        MONEY,
        /** A gift card that was bought earlier. */
        GIFT_CARD,
        /** Credit that the shop gave the customer. */
        STORE_CREDIT,
        /** Money that the buyer pays on delivery. It is PENDING until then, even though the order is shipped. */
        CASH_ON_DELIVERY
    }

    /**
     * One payment.
     *
     * @param amount the amount authorized, or paid at once
     * @param captured the amount captured; less than {@code amount} after a partial capture, more where the buyer
     *     added a tip
     * @param paidAt when it was authorized or captured, whichever came first; empty while neither happened
     * @param captureBefore until when an authorization can be captured; empty if the shop does not report it
     */
    public record Payment(
            String paymentId,
            String method,
            PaymentKind kind,
            PaymentState state,
            Money amount,
            Money captured,
            Optional<Instant> paidAt,
            Optional<Instant> captureBefore,
            List<Refund> refunds) {
        public Payment {
            refunds = List.copyOf(refunds);
        }
    }

    /** The state of a payment. A captured payment stays CAPTURED when it is refunded. */
    public enum PaymentState {
        PENDING,
        AUTHORIZED,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    /**
     * Money given back. The part of {@code amount} that {@code lines} and {@code shipping} do not cover is for the
     * order as a whole.
     *
     * @param key the key of the Gather command that asked for it; empty if a person or another system did
     * @param settled whether the money has left
     * @param lines the parts of {@code amount} per line; empty if the shop does not say
     * @param shipping the part of {@code amount} that is for shipping, with tax
     */
    public record Refund(
            String refundId,
            Optional<String> key,
            Money amount,
            boolean settled,
            Instant at,
            List<RefundLine> lines,
            Money shipping) {
        public Refund {
            lines = List.copyOf(lines);
        }

        /** A refund without a part for shipping. */
        public static Refund of(
                String refundId,
                Optional<String> key,
                Money amount,
                boolean settled,
                Instant at,
                List<RefundLine> lines) {
            return new Refund(refundId, key, amount, settled, at, lines, Money.zero(amount.getCurrencyUnit()));
        }
    }

    /**
     * The part of a refund that is for one line.
     *
     * @param amount with tax
     * @param tax the tax in {@code amount}: all of it for a refund of tax only. Empty if the shop does not say; then
     *     the line's own proportion applies
     */
    public record RefundLine(String lineId, Money amount, Optional<Money> tax) {

        /** A part whose tax the shop does not state. */
        public static RefundLine of(String lineId, Money amount) {
            return new RefundLine(lineId, amount, Optional.empty());
        }
    }
}
