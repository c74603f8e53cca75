package shop.gather.order.intake;

import java.util.List;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;

/** The state of an order whose absence the shop has reported for a day: cancelled, with nothing captured. */
final class DeletedOrders {

    private DeletedOrders() {}

    static OrderSnapshot of(OrderSnapshot last) {
        List<OrderSnapshot.Payment> payments = last.payments().stream()
                .map(payment -> new OrderSnapshot.Payment(
                        payment.paymentId(),
                        payment.method(),
                        payment.kind(),
                        OrderSnapshot.PaymentState.VOIDED,
                        payment.amount(),
                        Money.zero(last.currency()),
                        payment.paidAt(),
                        payment.captureBefore(),
                        List.of()))
                .toList();
        return new OrderSnapshot(
                last.orderId(),
                last.number(),
                last.customerId(),
                last.buyerEmailHash(),
                last.placedAt(),
                OrderSnapshot.State.CANCELLED,
                last.fulfilment(),
                last.currency(),
                last.lines(),
                last.shipping(),
                payments,
                last.couponCodes(),
                last.metadata());
    }
}
