package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import shop.sample.catalog.Catalog;
import shop.sample.catalog.Variant;
import shop.sample.order.Order.Line;
import shop.sample.order.Order.LineKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.order.Order.State;
import shop.sample.platform.Database;
import shop.sample.platform.Problem;
import shop.sample.platform.Transaction;
import shop.sample.store.Shop;
import shop.sample.webhook.Webhooks;

/** The owner's manual changes of a placed order. */
@Singleton
public class Corrections {

    private final Database database;
    private final Orders orders;
    private final Checkout checkout;
    private final OrderCommands commands;
    private final Payments payments;
    private final Webhooks webhooks;
    private final Clock clock;

    @Inject
    public Corrections(
            Database database,
            Orders orders,
            Checkout checkout,
            OrderCommands commands,
            Payments payments,
            Webhooks webhooks,
            Clock clock) {
        this.database = database;
        this.orders = orders;
        this.checkout = checkout;
        this.commands = commands;
        this.payments = payments;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** @param outcome {@code authorize}, {@code pay-now} or {@code decline} */
    public record Outcome(String outcome) {}

    /** @param delivered whether the buyer has it; false if missing */
    public record Fulfilment(Boolean delivered) {}

    /**
     * What a line is from now on, at the same price.
     *
     * @param variantId missing for a custom item
     * @param title of a custom item
     */
    public record NewArticle(String variantId, String title) {}

    /** A payment that was pending was made, or declined. A delivered order is paid here too. */
    Order settle(Shop shop, String orderId, String paymentId, String outcome) {
        Payments.Mode mode = Payments.Mode.named(outcome);
        return change(shop, orderId, "order.paid", (transaction, order) -> {
            Payment payment = order.payment(paymentId);
            if (payment.state() != PaymentState.PENDING) {
                throw new Problem(409, "payment-state", "the payment is " + payment.state());
            }
            Order after = order.withPayment(
                    switch (mode) {
                        case AUTHORIZE -> payments.authorized(shop, payment);
                        case PAY_NOW -> payments.captured(payment);
                        case DECLINE -> payment.in(PaymentState.DECLINED);
                        default -> throw Problem.invalid("outcome must be authorize, pay-now or decline");
                    });
            if (!after.isReserved()) {
                order.lines().forEach(line -> commands.free(transaction, shop, order, line));
            }
            return after;
        });
    }

    /** All of an order was sent, and perhaps delivered. */
    Order fulfil(Shop shop, String orderId, boolean delivered) {
        return change(shop, orderId, delivered ? "order.delivered" : "order.sent", (transaction, order) -> {
            Instant now = clock.instant();
            return order.sent(order.sentAt() == null ? now : order.sentAt(), delivered ? now : null);
        });
    }

    /**
     * Restores a cancelled order with all of its lines. A released authorization stays released: the customer may pay
     * again.
     */
    Order restore(Shop shop, String orderId) {
        return change(shop, orderId, "order.restored", (transaction, order) -> {
            if (order.state() != State.CANCELLED) {
                throw new Problem(409, "order-state", "only a cancelled order can be restored");
            }
            Order after = order.with(
                    State.OPEN,
                    order.lines().stream().map(line -> line.cancelled(0)).toList(),
                    order.payments(),
                    null);
            if (after.isReserved()) {
                checkout.reserve(transaction, shop, after.lines());
            }
            return after;
        });
    }

    Order exchange(Shop shop, String orderId, String lineId, NewArticle article) {
        return change(shop, orderId, "order.line-exchanged", (transaction, order) -> {
            Line line = order.line(lineId);
            if (line.kind() != LineKind.ARTICLE || line.cancelledQuantity() > 0) {
                throw new Problem(409, "order-state", "only an article that is not cancelled can be exchanged");
            }
            Line exchanged = exchanged(transaction, shop, line, article);
            if (order.isReserved()) {
                if (line.variantId() != null) {
                    Catalog.free(transaction, shop.id(), line.variantId(), line.quantity());
                }
                if (exchanged.variantId() != null) {
                    Catalog.take(transaction, shop.id(), exchanged.variantId(), line.quantity());
                }
            }
            return order.withLine(exchanged);
        });
    }

    private static Line exchanged(Transaction transaction, Shop shop, Line line, NewArticle article) {
        if (article.variantId() == null) {
            return line.exchanged(null, article.title() == null ? line.title() : article.title());
        }
        Variant variant = Catalog.find(transaction, shop.id(), article.variantId())
                .orElseThrow(() -> Problem.notFound("variant " + article.variantId()));
        return line.exchanged(variant.id(), variant.title());
    }

    private Order change(Shop shop, String orderId, String event, BiFunction<Transaction, Order, Order> correction) {
        return database.write(shop.id(), transaction -> {
            Order after = correction.apply(transaction, orders.get(transaction, shop.id(), orderId));
            orders.update(transaction, shop.id(), after);
            webhooks.tell(transaction, shop.id(), event, orderId);
            return after;
        });
    }
}
