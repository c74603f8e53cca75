package shop.sample.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import shop.sample.order.Order.Capture;
import shop.sample.order.Order.Payment;
import shop.sample.order.Order.PaymentState;
import shop.sample.platform.Problem;
import shop.sample.store.Capability;
import shop.sample.store.Shop;

/** The shop's own payment method, which does as it is told and moves no money that exists. */
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
        DECLINE;

        static Mode named(String name) {
            return switch (name == null ? "authorize" : name) {
                case "authorize" -> AUTHORIZE;
                case "pay-now" -> PAY_NOW;
                case "decline" -> DECLINE;
                default -> throw Problem.invalid("payment must be authorize, pay-now or decline");
            };
        }
    }

    /** The next payment of an order, of what its active lines and shipping cost. A shop without deferred capture takes the money at once. */
    Payment pay(Shop shop, Order order, Mode mode) {
        long amount = order.activeTotal();
        Instant now = clock.instant();
        String id = order.orderId() + "-p" + (order.payments().size() + 1);
        if (mode == Mode.DECLINE) {
            return new Payment(id, "sample", PaymentState.DECLINED, amount, 0, null, null, false, List.of(), List.of());
        }
        if (mode == Mode.AUTHORIZE && shop.capabilities().contains(Capability.DEFERRED_CAPTURE)) {
            Instant until = now.plus(shop.captureWithin());
            return new Payment(
                    id, "sample", PaymentState.AUTHORIZED, amount, 0, now, until, false, List.of(), List.of());
        }
        List<Capture> captures = List.of(new Capture(id + "-c1", null, amount, now));
        return new Payment(id, "sample", PaymentState.CAPTURED, amount, amount, now, null, false, captures, List.of());
    }
}
