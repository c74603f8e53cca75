package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Database;

/** The bank behind the shop's payments: it may decline at the capture what it has authorized at the checkout. */
@Singleton
public class Bank {

    private final Database database;
    private final Orders orders;

    @Inject
    public Bank(Database database, Orders orders) {
        this.database = database;
        this.orders = orders;
    }

    /** What is authorized of an order now will be declined at its capture; the shop does not know yet. */
    void willRefuse(String shop, String orderId) {
        change(shop, orderId, payment -> true, Payment::refusedByTheBank);
    }

    /**
     * The shop is about to capture a payment: one that the bank refuses is declined from now on, whatever comes of the
     * command.
     */
    void asked(String shop, String orderId, String paymentId) {
        change(
                shop,
                orderId,
                payment -> payment.bankRefuses() && payment.paymentId().equals(paymentId),
                payment -> payment.in(PaymentState.DECLINED));
    }

    private void change(String shop, String orderId, Predicate<Payment> which, UnaryOperator<Payment> change) {
        database.write(shop, transaction -> {
            Order order = orders.get(transaction, shop, orderId);
            Order after =
                    order.withEachPayment(payment -> payment.state() == PaymentState.AUTHORIZED && which.test(payment)
                            ? change.apply(payment)
                            : payment);
            if (!after.equals(order)) {
                orders.update(transaction, shop, after);
            }
            return after;
        });
    }
}
