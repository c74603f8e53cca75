package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import shop.sample.offer.Offers;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.webhook.Webhooks;

/** Lets a customer pay an order whose payment was declined, at the prices it was placed with. */
@Singleton
public class Repayment {

    private final Database database;
    private final Orders orders;
    private final Offers offers;
    private final Checkout checkout;
    private final Payments payments;
    private final Webhooks webhooks;

    @Inject
    public Repayment(
            Database database, Orders orders, Offers offers, Checkout checkout, Payments payments, Webhooks webhooks) {
        this.database = database;
        this.orders = orders;
        this.offers = offers;
        this.checkout = checkout;
        this.payments = payments;
        this.webhooks = webhooks;
    }

    Order pay(Shop shop, String customerId, String orderId, String modeName) {
        Payments.Mode mode = Payments.Mode.named(modeName);
        return database.write(shop.id(), transaction -> {
            Order order = orders.get(transaction, shop.id(), orderId);
            if (!customerId.equals(order.customerId())) {
                throw Problem.notFound("order " + orderId + " of this customer");
            }
            if (order.state() != Order.State.OPEN || order.isPaid()) {
                throw new Problem(409, "order-state", "this order needs no payment");
            }
            Payment payment = payments.pay(shop, order, mode);
            Order after = order.withPayments(Order.plus(order.payments(), payment));
            if (payment.state() != PaymentState.DECLINED) {
                if (!order.isReserved()) {
                    order.lines().forEach(line -> requireAdmission(transaction, shop, customerId, line));
                    checkout.reserve(transaction, shop, order.lines());
                }
                webhooks.tell(transaction, shop.id(), "order.paid", orderId);
            }
            orders.update(transaction, shop.id(), after);
            return after;
        });
    }

    /** An order that was declined at the checkout kept no admission for itself. */
    private void requireAdmission(Transaction transaction, Shop shop, String customerId, Line line) {
        if (line.admissionCode() != null
                && offers.live(transaction, shop.id(), line.admissionCode(), customerId)
                        .filter(live -> live.quantityLeft() >= line.admittedQuantity())
                        .isEmpty()) {
            throw new Problem(409, "code-refused", "the offered price of this order is over");
        }
    }
}
