package shop.gather.tck.broken;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.Refund;
import shop.gather.spi.Orders;

/** Retells an order a little differently. */
final class Edit {

    private Edit() {}

    static OrderSnapshot lines(OrderSnapshot order, UnaryOperator<Line> edit) {
        return copy(order, order.lines().stream().map(edit).toList(), order.payments(), order.metadata());
    }

    static OrderSnapshot payments(OrderSnapshot order, UnaryOperator<Payment> edit) {
        return copy(order, order.lines(), order.payments().stream().map(edit).toList(), order.metadata());
    }

    static OrderSnapshot refunds(OrderSnapshot order, UnaryOperator<Refund> edit) {
        return payments(
                order,
                payment -> payment(
                        payment,
                        payment.state(),
                        payment.captured(),
                        payment.refunds().stream().map(edit).toList()));
    }

    static OrderSnapshot metadata(OrderSnapshot order, Map<String, String> metadata) {
        return copy(order, order.lines(), order.payments(), metadata);
    }

    static OrderSnapshot buyerAndGoods(
            OrderSnapshot order, Optional<String> emailHash, OrderSnapshot.Fulfilment fulfilment) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                emailHash,
                order.placedAt(),
                order.state(),
                fulfilment,
                order.currency(),
                order.lines(),
                order.shipping(),
                order.payments(),
                order.couponCodes(),
                order.metadata());
    }

    static OrderSnapshot coupons(OrderSnapshot order) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                order.lines(),
                order.shipping(),
                order.payments(),
                java.util.Set.of(),
                order.metadata());
    }

    static Line line(Line line, int quantity, int cancelled, Money net, Money tax) {
        return line(line, BigDecimal.valueOf(quantity), BigDecimal.valueOf(cancelled), net, tax);
    }

    static Line line(Line line, BigDecimal quantity, BigDecimal cancelled, Money net, Money tax) {
        return new Line(line.lineId(), line.variantId(), line.kind(), quantity, cancelled, net, tax);
    }

    static Payment payment(Payment payment, PaymentState state, Money captured, List<Refund> refunds) {
        Optional<Instant> paidAt = payment.paidAt().or(() -> Optional.of(Instant.now()));
        return new Payment(
                payment.paymentId(),
                payment.method(),
                payment.kind(),
                state,
                payment.amount(),
                captured,
                state == PaymentState.DECLINED ? Optional.empty() : paidAt,
                payment.captureBefore(),
                refunds);
    }

    private static OrderSnapshot copy(
            OrderSnapshot order, List<Line> lines, List<Payment> payments, Map<String, String> metadata) {
        return new OrderSnapshot(
                order.orderId(),
                order.number(),
                order.customerId(),
                order.buyerEmailHash(),
                order.placedAt(),
                order.state(),
                order.fulfilment(),
                order.currency(),
                lines,
                order.shipping(),
                payments,
                order.couponCodes(),
                metadata);
    }

    /** Orders that are read honestly until a subclass says otherwise. */
    static class Passing implements Orders {
        private final Orders honest;

        Passing(Orders honest) {
            this.honest = honest;
        }

        @Override
        public Optional<OrderSnapshot> order(String orderId) {
            return honest.order(orderId);
        }

        @Override
        public Changes changedSince(Optional<String> cursor, int limit) {
            return honest.changedSince(cursor, limit);
        }

        @Override
        public List<String> placedBy(String customerId, Instant since) {
            return honest.placedBy(customerId, since);
        }
    }

    /** Orders of which each snapshot is retold. */
    static Orders retold(Orders honest, UnaryOperator<OrderSnapshot> edit) {
        return new Passing(honest) {
            @Override
            public Optional<OrderSnapshot> order(String orderId) {
                return super.order(orderId).map(edit);
            }
        };
    }
}
