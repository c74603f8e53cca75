package shop.sample.order;

import java.time.Instant;
import java.util.List;
import shop.sample.order.Order.Capture;
import shop.sample.order.Order.PaymentKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.order.Order.Refund;

/**
 * One payment of an order. Amounts are in minor units.
 *
 * @param giftCard code of the gift card; null for every other kind
 * @param paidAt null if it was never authorized or captured
 * @param captureBefore null unless it was authorized
 * @param bankRefuses whether the bank will not pay what it has authorized; nobody knows before the capture
 */
public record Payment(
        String paymentId,
        String method,
        PaymentKind kind,
        String giftCard,
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

    /** How much of the order it pays for. */
    long covered() {
        return switch (state) {
            case AUTHORIZED -> Math.max(amount, captured);
            case CAPTURED -> captured;
            default -> 0;
        };
    }

    Payment in(PaymentState next) {
        return with(next, captured, paidAt, captureBefore, bankRefuses, captures, refunds);
    }

    Payment with(Capture capture, PaymentState next) {
        Instant first = paidAt == null ? capture.at() : paidAt;
        return with(
                next,
                captured + capture.amount(),
                first,
                captureBefore,
                bankRefuses,
                Order.plus(captures, capture),
                refunds);
    }

    Payment with(Refund refund) {
        return with(state, captured, paidAt, captureBefore, bankRefuses, captures, Order.plus(refunds, refund));
    }

    Payment authorized(Instant at, Instant until) {
        return with(PaymentState.AUTHORIZED, captured, at, until, bankRefuses, captures, refunds);
    }

    Payment refusedByTheBank() {
        return with(state, captured, paidAt, captureBefore, true, captures, refunds);
    }

    private Payment with(
            PaymentState nextState,
            long nextCaptured,
            Instant nextPaidAt,
            Instant nextCaptureBefore,
            boolean refuses,
            List<Capture> nextCaptures,
            List<Refund> nextRefunds) {
        return new Payment(
                paymentId,
                method,
                kind,
                giftCard,
                nextState,
                amount,
                nextCaptured,
                nextPaidAt,
                nextCaptureBefore,
                refuses,
                nextCaptures,
                nextRefunds);
    }
}
