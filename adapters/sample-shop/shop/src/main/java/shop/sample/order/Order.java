package shop.sample.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import shop.sample.platform.Problem;

/**
 * A placed order, kept and shown as one document. Lines and amounts stay as they were placed; what happened later is
 * added beside them. Amounts are in minor units of the currency.
 *
 * <p>It is paid by a gift card or store credit, which are captured at once, and for the rest by one payment that is
 * authorized, captured, pending or declined. An order whose only payment is declined at the checkout reserves nothing;
 * the customer may pay again. An authorization is captured once or in parts until {@code captureBefore}, or voided when
 * the order is cancelled; where the bank declines it at the capture, the order keeps what it reserved and the customer
 * may pay again. Cancelling lines lowers what can still be captured. Refunds give back what was captured and cancel
 * nothing.
 *
 * @param customerId null for a guest
 * @param email the buyer's address; null if unknown
 * @param sentAt when all of it was sent; null before
 * @param deliveredAt when the buyer had it; null before
 * @param total what the buyer owed when placing, with shipping and tax
 * @param cancelReason null unless cancelled
 */
public record Order(
        String orderId,
        String number,
        String customerId,
        String email,
        Instant placedAt,
        State state,
        Instant sentAt,
        Instant deliveredAt,
        String currency,
        List<Line> lines,
        long shippingNet,
        long shippingTax,
        long total,
        List<Payment> payments,
        List<String> couponCodes,
        Map<String, String> metadata,
        String cancelReason) {

    /** Whether the order stands. */
    public enum State {
        OPEN,
        CANCELLED
    }

    /** What a line is. */
    public enum LineKind {
        ARTICLE,
        /** A fee on the whole order. */
        FEE,
        /** A discount on the whole order; its amounts are negative. */
        DISCOUNT
    }

    /**
     * @param variantId null for a fee, a discount and a custom item
     * @param net for the whole quantity, after discounts
     * @param cancelledQuantity how many pieces are cancelled; those at an offered price are the first
     * @param admissionCode under which {@code admittedQuantity} pieces got an offered price; null if none
     * @param admittedGross what those cost, with tax
     */
    public record Line(
            String lineId,
            String variantId,
            String title,
            LineKind kind,
            int quantity,
            int cancelledQuantity,
            long net,
            long tax,
            String admissionCode,
            int admittedQuantity,
            long admittedGross) {

        /** What the pieces cost that are not cancelled, with tax. */
        long activeGross() {
            long ordinaryGross = net + tax - admittedGross;
            return net
                    + tax
                    - share(admittedGross, cancelledAtOffer(cancelledQuantity), admittedQuantity)
                    - share(
                            ordinaryGross,
                            cancelledQuantity - cancelledAtOffer(cancelledQuantity),
                            quantity - admittedQuantity);
        }

        /** How many of so many cancelled pieces had an offered price. */
        int cancelledAtOffer(int pieces) {
            return Math.min(pieces, admittedQuantity);
        }

        private static long share(long amount, int pieces, int all) {
            return all == 0
                    ? 0
                    : BigDecimal.valueOf(amount)
                            .multiply(BigDecimal.valueOf(pieces))
                            .divide(BigDecimal.valueOf(all), 0, RoundingMode.HALF_UP)
                            .longValueExact();
        }

        Line cancelled() {
            return cancelled(quantity);
        }

        /** @param pieces how many are cancelled in all */
        Line cancelled(int pieces) {
            return new Line(
                    lineId,
                    variantId,
                    title,
                    kind,
                    quantity,
                    pieces,
                    net,
                    tax,
                    admissionCode,
                    admittedQuantity,
                    admittedGross);
        }

        /** Another article at the same price. */
        Line exchanged(String otherVariant, String otherTitle) {
            return new Line(
                    lineId,
                    otherVariant,
                    otherTitle,
                    kind,
                    quantity,
                    cancelledQuantity,
                    net,
                    tax,
                    admissionCode,
                    admittedQuantity,
                    admittedGross);
        }
    }

    /** What kind of money a payment is. */
    public enum PaymentKind {
        MONEY,
        GIFT_CARD,
        STORE_CREDIT,
        CASH_ON_DELIVERY
    }

    /** Where a payment stands. */
    public enum PaymentState {
        /** Neither paid nor declined yet; the order is kept for the buyer. */
        PENDING,
        AUTHORIZED,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    /** @param key of the command that asked for it; null if it was taken at once */
    public record Capture(String captureId, String key, long amount, Instant at) {}

    /**
     * @param key of the command that asked for it
     * @param lines what it was for; empty if unknown
     * @param shipping what of it was for shipping
     */
    public record Refund(
            String refundId,
            String key,
            long amount,
            boolean settled,
            Instant at,
            String reason,
            List<RefundLine> lines,
            long shipping) {}

    /**
     * The part of a refund that is for one line.
     *
     * @param tax what of {@code amount} is tax; null for the line's own proportion
     */
    public record RefundLine(String lineId, Long amount, Long tax) {}

    /** What is still to be delivered costs this, with shipping and tax. */
    long activeTotal() {
        return state == State.CANCELLED
                ? 0
                : Math.max(0, lines.stream().mapToLong(Line::activeGross).sum() + shippingNet + shippingTax);
    }

    /** What its payments do not pay for yet. */
    long open() {
        return Math.max(
                0, activeTotal() - payments.stream().mapToLong(Payment::covered).sum());
    }

    /** Whether its payments pay for all of it, or will without the buyer: none has to be made again. */
    boolean isPaid() {
        return open() == 0 || payments.stream().anyMatch(payment -> payment.state() == PaymentState.PENDING);
    }

    /**
     * Whether it keeps stock and prices for itself: some payment was made or is pending, and it was not cancelled
     * since.
     */
    boolean isReserved() {
        return state == State.OPEN
                && (total == 0
                        || payments.stream()
                                .anyMatch(payment ->
                                        payment.paidAt() != null || payment.state() == PaymentState.PENDING));
    }

    /** The most that can be captured of a payment in all: what the other payments do not pay for. */
    long capturable(Payment payment) {
        long others = payments.stream()
                .filter(other -> !other.paymentId().equals(payment.paymentId()))
                .mapToLong(other -> other.captured() - other.refunded())
                .sum();
        return Math.min(payment.amount(), Math.max(0, activeTotal() - others));
    }

    Line line(String lineId) {
        return lines.stream()
                .filter(one -> one.lineId().equals(lineId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("line " + lineId));
    }

    Payment payment(String paymentId) {
        return payments.stream()
                .filter(payment -> payment.paymentId().equals(paymentId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("payment " + paymentId));
    }

    Order withLine(Line changed) {
        return with(
                state,
                lines.stream()
                        .map(line -> line.lineId().equals(changed.lineId()) ? changed : line)
                        .toList(),
                payments,
                cancelReason);
    }

    Order withPayments(List<Payment> changed) {
        return with(state, lines, changed, cancelReason);
    }

    Order withPayment(Payment changed) {
        return withEachPayment(payment -> payment.paymentId().equals(changed.paymentId()) ? changed : payment);
    }

    Order withEachPayment(UnaryOperator<Payment> change) {
        return withPayments(payments.stream().map(change).toList());
    }

    Order sent(Instant sent, Instant delivered) {
        return with(state, sent, delivered, lines, payments, cancelReason);
    }

    Order with(State nextState, List<Line> nextLines, List<Payment> nextPayments, String nextReason) {
        return with(nextState, sentAt, deliveredAt, nextLines, nextPayments, nextReason);
    }

    private Order with(
            State nextState,
            Instant sent,
            Instant delivered,
            List<Line> nextLines,
            List<Payment> nextPayments,
            String nextReason) {
        return new Order(
                orderId,
                number,
                customerId,
                email,
                placedAt,
                nextState,
                sent,
                delivered,
                currency,
                nextLines,
                shippingNet,
                shippingTax,
                total,
                nextPayments,
                couponCodes,
                metadata,
                nextReason);
    }

    static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
