package shop.sample.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A placed order, kept and shown as one document. Lines and amounts stay as they were placed; what happened later is added beside them. Amounts are in
 * minor units of the currency.
 *
 * <p>It is placed with one payment, which is authorized, captured or declined. A payment that is declined at the checkout reserves nothing; the customer may pay again. An
 * authorization is captured once or in parts until {@code captureBefore}, or voided when the order is cancelled; where the bank declines it at the capture, the order keeps
 * what it reserved and the customer may pay again. Cancelling lines lowers what can still be
 * captured. Refunds give back what was captured and cancel nothing.
 *
 * @param customerId null for a guest
 * @param total what the buyer owed when placing, with shipping and tax
 * @param cancelReason null unless cancelled
 */
public record Order(
        String orderId,
        String number,
        String customerId,
        Instant placedAt,
        State state,
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

    /**
     * @param net for the whole quantity, after discounts
     * @param admissionCode under which {@code admittedQuantity} pieces got an offered price; null if none
     */
    public record Line(
            String lineId,
            String variantId,
            String title,
            int quantity,
            int cancelledQuantity,
            long net,
            long tax,
            String admissionCode,
            int admittedQuantity) {

        long activeGross() {
            return cancelledQuantity == quantity ? 0 : net + tax;
        }

        Line cancelled() {
            return new Line(lineId, variantId, title, quantity, quantity, net, tax, admissionCode, admittedQuantity);
        }
    }

    /** Where a payment stands. */
    public enum PaymentState {
        AUTHORIZED,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    /**
     * @param paidAt null if declined at the checkout
     * @param captureBefore null unless it was authorized
     * @param bankRefuses whether the bank will not pay what it has authorized; nobody knows before the capture
     */
    public record Payment(
            String paymentId,
            String method,
            PaymentState state,
            long amount,
            long captured,
            Instant paidAt,
            Instant captureBefore,
            boolean bankRefuses,
            List<Capture> captures,
            List<Refund> refunds) {

        long refunded() {
            return refunds.stream().mapToLong(Refund::amount).sum();
        }

        Payment in(PaymentState next) {
            return new Payment(
                    paymentId, method, next, amount, captured, paidAt, captureBefore, bankRefuses, captures, refunds);
        }

        Payment with(Capture capture, PaymentState next) {
            return new Payment(
                    paymentId,
                    method,
                    next,
                    amount,
                    captured + capture.amount(),
                    paidAt,
                    captureBefore,
                    bankRefuses,
                    plus(captures, capture),
                    refunds);
        }

        Payment with(Refund refund) {
            return new Payment(
                    paymentId,
                    method,
                    state,
                    amount,
                    captured,
                    paidAt,
                    captureBefore,
                    bankRefuses,
                    captures,
                    plus(refunds, refund));
        }

        Payment refusedByTheBank() {
            return new Payment(
                    paymentId, method, state, amount, captured, paidAt, captureBefore, true, captures, refunds);
        }
    }

    /** @param key of the command that asked for it; null if it was taken at once */
    public record Capture(String captureId, String key, long amount, Instant at) {}

    /**
     * @param key of the command that asked for it
     * @param lines what it was for; empty if nobody said
     */
    public record Refund(
            String refundId,
            String key,
            long amount,
            boolean settled,
            Instant at,
            String reason,
            List<RefundLine> lines) {}

    /** The part of a refund that is for one line. */
    public record RefundLine(String lineId, Long amount) {}

    /** What is still to be delivered costs this, with shipping and tax. */
    long activeTotal() {
        return state == State.CANCELLED
                ? 0
                : lines.stream().mapToLong(Line::activeGross).sum() + shippingNet + shippingTax;
    }

    /** Whether some payment of it is authorized or captured. */
    boolean isPaid() {
        return payments.stream()
                .anyMatch(payment ->
                        payment.state() == PaymentState.AUTHORIZED || payment.state() == PaymentState.CAPTURED);
    }

    /** Whether it keeps stock and prices for itself: it was paid once, and not cancelled since. */
    boolean isReserved() {
        return state == State.OPEN && payments.stream().anyMatch(payment -> payment.paidAt() != null);
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

    Order with(State nextState, List<Line> nextLines, List<Payment> nextPayments, String nextReason) {
        return new Order(
                orderId,
                number,
                customerId,
                placedAt,
                nextState,
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
