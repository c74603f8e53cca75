package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.NotificationReceiver;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What the host plugin tells Gather by itself. */
@RequiresNode
class NotificationsIT extends OrderScene {

    private final NotificationReceiver gather = new NotificationReceiver();

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN;
    }

    @AfterEach
    void stop() {
        driver().notifyTo("");
        gather.close();
    }

    private PlacedOrder anOrder(Payment payment) {
        return driver().checkout(new Checkout(
                driver().register("Ann"), Map.of(tea().variantId(), 1), null, null, Map.of(), payment));
    }

    private static String about(PlacedOrder order) {
        return "\"orderId\":\"" + order.orderId() + "\"";
    }

    private List<String> understood(Notification notification) {
        return shop().notifications().orElseThrow().changedOrders(notification);
    }

    @Test
    void aPlacedOrderIsTold() {
        driver().notifyTo(gather.url());
        PlacedOrder placed = anOrder(Payment.AUTHORIZE);

        assertThat(understood(gather.next(about(placed)))).containsExactly(placed.orderId());
    }

    @Test
    void aRefundIsToldAndMovesTheOrder() {
        PlacedOrder placed = anOrder(Payment.AT_ONCE);
        String cursor =
                shop().orders().changedSince(java.util.Optional.empty(), 100).cursor();
        driver().notifyTo(gather.url());

        driver().refund(placed.orderId(), Money.parse("EUR 1.00"));

        assertThat(understood(gather.next(about(placed)))).containsExactly(placed.orderId());
        Changes changes = shop().orders().changedSince(java.util.Optional.of(cursor), 100);
        assertThat(changes.orderIds()).contains(placed.orderId());
    }

    @Test
    void whatWasChangedOnTheWayIsDropped() {
        driver().notifyTo(gather.url());
        Notification genuine = gather.next(about(anOrder(Payment.AUTHORIZE)));

        Map<String, String> otherId = new HashMap<>(genuine.headers());
        otherId.put("webhook-id", "msg_another");
        Map<String, String> otherTime = new HashMap<>(genuine.headers());
        otherTime.merge("webhook-timestamp", "1", (time, one) -> Long.toString(Long.parseLong(time) + 1));
        for (Notification forged : List.of(
                new Notification(genuine.headers(), genuine.body().replace("order.changed", "order.changes")),
                new Notification(otherId, genuine.body()),
                new Notification(otherTime, genuine.body()),
                new Notification(Map.of(), genuine.body()))) {
            assertThatThrownBy(() -> understood(forged))
                    .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                            .isEqualTo(ShopError.BAD_SIGNATURE));
        }
    }

    @Test
    void aGatherThatIsDownDoesNotTouchTheShopAndHearsLater() {
        gather.answer(503);
        driver().notifyTo(gather.url());

        PlacedOrder placed = anOrder(Payment.AUTHORIZE);
        gather.next(about(placed));
        gather.answer(200);

        assertThat(understood(gather.next(about(placed)))).containsExactly(placed.orderId());
    }

    @Test
    void aGatherThatIsGoneDoesNotTouchTheShop() {
        driver().notifyTo(gather.url());
        gather.close();

        PlacedOrder placed = anOrder(Payment.AUTHORIZE);

        assertThat(read(placed).payments()).hasSize(1);
    }

    @Test
    void cartsAreNobodysBusiness() {
        driver().notifyTo(gather.url());
        PlacedOrder cart = anOrder(Payment.DECLINED);
        PlacedOrder placed = anOrder(Payment.AUTHORIZE);

        gather.next(about(placed));
        assertThat(gather.rest()).noneMatch(notification -> notification.body().contains(about(cart)));
    }
}
