package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import shop.sample.order.Order.Capture;
import shop.sample.order.Order.PaymentKind;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Problem;
import shop.sample.store.Capability;
import shop.sample.store.Shop;

/** The shop's own payment method, whose outcome the caller chooses. It moves no real money. */
@Singleton
public class Payments {

    private final Clock clock;

    @Inject
    public Payments(Clock clock) {
        this.clock = clock;
    }

    /** How a buyer pays. */
    enum Mode {
        AUTHORIZE,
        PAY_NOW,
        DECLINE,
        /** Nobody knows yet whether it is paid: a bank transfer, a card under review. */
        PENDING,
        CASH_ON_DELIVERY;

        static Mode named(String name) {
            return switch (name == null ? "authorize" : name) {
                case "authorize" -> AUTHORIZE;
                case "pay-now" -> PAY_NOW;
                case "decline" -> DECLINE;
                case "pending" -> PENDING;
                case "cash-on-delivery" -> CASH_ON_DELIVERY;
                default ->
                    throw Problem.invalid("payment must be authorize, pay-now, decline, pending or cash-on-delivery");
            };
        }
    }

    /** The next payment of an order, of what is open. A shop without deferred capture takes the money at once. */
    Payment pay(Shop shop, Order order, Mode mode) {
        PaymentKind kind = mode == Mode.CASH_ON_DELIVERY ? PaymentKind.CASH_ON_DELIVERY : PaymentKind.MONEY;
        Payment payment = payment(order, "sample", kind, null, order.open());
        return switch (mode) {
            case DECLINE -> payment.in(PaymentState.DECLINED);
            case PENDING, CASH_ON_DELIVERY -> payment;
            case AUTHORIZE -> authorized(shop, payment);
            case PAY_NOW -> captured(payment);
        };
    }

    /** A payment by what the shop owes the buyer, which is taken at once. */
    Payment payBy(Order order, PaymentKind kind, String giftCard, long amount) {
        String method = kind == PaymentKind.GIFT_CARD ? "gift-card" : "store-credit";
        return captured(payment(order, method, kind, giftCard, amount));
    }

    Payment authorized(Shop shop, Payment payment) {
        Instant now = clock.instant();
        return shop.capabilities().contains(Capability.DEFERRED_CAPTURE)
                ? payment.authorized(now, now.plus(shop.captureWithin()))
                : captured(payment);
    }

    Payment captured(Payment payment) {
        Capture all = new Capture(payment.paymentId() + "-c1", null, payment.amount(), clock.instant());
        return payment.with(all, PaymentState.CAPTURED);
    }

    private static Payment payment(Order order, String method, PaymentKind kind, String giftCard, long amount) {
        return new Payment(
                order.orderId() + "-p" + (order.payments().size() + 1),
                method,
                kind,
                giftCard,
                PaymentState.PENDING,
                amount,
                0,
                null,
                null,
                false,
                List.of(),
                List.of());
    }
}
