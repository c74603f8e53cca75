package shop.gather.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * An order as the shop has it at one moment. All amounts are in {@link #currency()}. What happened is told by totals, not by events: the same history
 * gives the same snapshot, however often and in whatever order the news of it arrived.
 *
 * @param number how the shop names the order to people
 * @param customerId empty for a guest
 * @param placedAt when the buyer completed the checkout, by the shop's clock
 * @param lines all lines, also cancelled ones
 * @param shipping what was charged for shipping, with tax
 * @param metadata free text that the storefront put on the order, keys of {@link OrderMetadata} among it
 * @since 1.0
 */
public record OrderSnapshot(
        String orderId,
        String number,
        Optional<String> customerId,
        Instant placedAt,
        State state,
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

    /** Whether the order as a whole still stands. */
    public enum State {
        OPEN,
        CANCELLED
    }

    /**
     * One line. Amounts are for {@code quantity}, after discounts, as first paid; what was cancelled is told by {@code cancelledQuantity}.
     *
     * @param quantity as ordered, at least 1
     * @param cancelledQuantity 0 to {@code quantity}
     * @param net without tax
     * @param tax on {@code net}
     */
    public record Line(String lineId, String variantId, int quantity, int cancelledQuantity, Money net, Money tax) {
        /** What the buyer paid or owes for the ordered quantity. */
        public Money gross() {
            return net.plus(tax);
        }
    }

    /**
     * One payment.
     *
     * @param amount what was authorized or paid at once
     * @param captured what was taken, at most {@code amount}
     * @param paidAt when it was authorized or captured, whichever came first; empty while neither happened
     * @param captureBefore until when an authorization can be captured; empty if the shop does not tell
     */
    public record Payment(
            String paymentId,
            String method,
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

    /** Where a payment stands. A captured payment stays CAPTURED when it is refunded. */
    public enum PaymentState {
        PENDING,
        AUTHORIZED,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    /**
     * Money given back.
     *
     * @param key the key of the Gather command that asked for it; empty if a person or another system did
     * @param settled whether the money has left
     * @param lines what it was for; empty if the shop does not say
     */
    public record Refund(
            String refundId, Optional<String> key, Money amount, boolean settled, Instant at, List<RefundLine> lines) {
        public Refund {
            lines = List.copyOf(lines);
        }
    }

    /** The part of a refund, with tax, that is for one line. */
    public record RefundLine(String lineId, Money amount) {}
}
