package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The actions of a test at the shop: buyers buy, and each order is read and compared with the shop's own record.
 */
final class Scene {

    private final ShopUnderTest subject;

    Scene(ShopUnderTest subject) {
        this.subject = subject;
    }

    Shop shop() {
        return subject.shop();
    }

    ShopDriver driver() {
        return subject.driver();
    }

    Instant now() {
        return subject.clock().instant();
    }

    /** The article that the test is about. */
    Article article() {
        return driver().articles().get(0);
    }

    /** Another article, which the test must leave alone. */
    Article otherArticle() {
        return driver().articles().get(1);
    }

    Customer buyer() {
        return driver().register("Ada");
    }

    /** One of {@link #article()}, authorized where the shop can. */
    PlacedOrder order(Customer buyer) {
        return order(buyer, Map.of(article().variantId(), 1), ShopDriver.Payment.AUTHORIZE);
    }

    PlacedOrder order(Customer buyer, Map<String, Integer> quantities, ShopDriver.Payment payment) {
        return driver().checkout(new Checkout(buyer, quantities, null, null, Map.of(), payment));
    }

    /** One of {@link #article()}, bought and paid at once by somebody new. */
    PlacedOrder paidOrder() {
        return order(buyer(), Map.of(article().variantId(), 1), ShopDriver.Payment.AT_ONCE);
    }

    /** One of {@link #article()}, paid with what is declined; null if the shop places no order then. */
    PlacedOrder declinedOrder(Customer buyer) {
        try {
            return order(buyer, Map.of(article().variantId(), 1), ShopDriver.Payment.DECLINED);
        } catch (ShopDriver.CheckoutRefused refusedByTheShop) {
            return null;
        }
    }

    /** The order as the adapter reads it, compared with the shop's own record. */
    OrderSnapshot read(String orderId) {
        Optional<OrderSnapshot> order = shop().orders().order(orderId);
        assertThat(order).as("order %s", orderId).isPresent();
        assertThat(order.get().orderId()).isEqualTo(orderId);
        Books.assertMatch(order.get(), driver().record(orderId));
        return order.get();
    }

    OrderSnapshot read(PlacedOrder placed) {
        return read(placed.orderId());
    }

    /** The only payment of an order that was not declined. */
    static Payment payment(OrderSnapshot order) {
        assertThat(order.payments().stream().filter(payment -> payment.state() != PaymentState.DECLINED))
                .as("payments of order %s that were not declined", order.orderId())
                .hasSize(1);
        return order.payments().stream()
                .filter(payment -> payment.state() != PaymentState.DECLINED)
                .findFirst()
                .orElseThrow();
    }
}
