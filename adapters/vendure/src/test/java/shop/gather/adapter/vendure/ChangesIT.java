package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Polling an ordinary shop, whose refunds and voided payments leave the order's time stamp as it was. */
@RequiresNode
class ChangesIT extends OrderScene {

    private static final int SMALL_PAGE = ChangeFeed.STEP_BACK + 2;

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    /** A feed whose pages are so small that a few orders need several. */
    private ChangeFeed feed() {
        ShopContext context = new DirectContext(driver().settings(), Clock.systemUTC(), Duration.ofSeconds(20));
        return new ChangeFeed(new AdminApi(VendureSettings.read(context), context), SMALL_PAGE);
    }

    private List<PlacedOrder> orders(int count) {
        Customer ann = driver().register("Ann");
        List<PlacedOrder> placed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            placed.add(driver().checkout(
                            new Checkout(ann, Map.of(tea().variantId(), 1), null, null, Map.of(), Payment.AT_ONCE)));
        }
        return placed;
    }

    private static String[] ids(List<PlacedOrder> orders) {
        return orders.stream().map(PlacedOrder::orderId).toArray(String[]::new);
    }

    /** Reads on until the orders were told; a sweep may need one call per page of the shop's recent orders. */
    private static Set<String> readUntil(ChangeFeed feed, String cursor, int limit, String... wanted) {
        Set<String> told = new LinkedHashSet<>();
        String at = cursor;
        for (int calls = 0; calls < 200 && !told.containsAll(List.of(wanted)); calls++) {
            Changes changes = feed.read(Optional.of(at), limit);
            assertThat(changes.orderIds()).hasSizeLessThanOrEqualTo(limit).doesNotHaveDuplicates();
            assertThat(changes.cursor()).hasSizeLessThanOrEqualTo(1000);
            told.addAll(changes.orderIds());
            at = changes.cursor();
        }
        return told;
    }

    private String updatedAt(PlacedOrder order) {
        return driver().owner()
                .send(
                        "query($id: ID!) { order(id: $id) { updatedAt } }",
                        Map.of("id", VendureDriver.text(order.orderId())))
                .getJsonObject("order")
                .getString("updatedAt");
    }

    @Test
    void startsNowAndTellsNoHistory() {
        orders(2);
        ChangeFeed feed = feed();
        String start = feed.read(Optional.empty(), 100).cursor();

        assertThat(feed.read(Optional.of(start), 100).orderIds()).isEmpty();
        List<PlacedOrder> news = orders(1);
        assertThat(readUntil(feed, start, 100, ids(news))).containsExactly(ids(news));
    }

    @Test
    void morePagesThanOneLoseNothing() {
        ChangeFeed feed = feed();
        String start = feed.read(Optional.empty(), 100).cursor();
        List<PlacedOrder> placed = orders(3 * SMALL_PAGE);

        assertThat(readUntil(feed, start, 100, ids(placed))).containsExactlyInAnyOrder(ids(placed));
        assertThat(readUntil(feed, start, 1, ids(placed))).containsExactlyInAnyOrder(ids(placed));
    }

    @Test
    void whatWasToldIsNotToldAgainWhileNothingChanges() {
        ChangeFeed feed = feed();
        Changes changes = feed.read(Optional.empty(), 100);
        List<PlacedOrder> placed = orders(2);

        List<String> told = new ArrayList<>();
        for (int calls = 0; calls < 20; calls++) {
            changes = feed.read(Optional.of(changes.cursor()), 100);
            told.addAll(changes.orderIds());
        }
        assertThat(told).containsExactlyInAnyOrder(ids(placed));
    }

    @Test
    void aRefundThatDoesNotMoveTheOrderIsTold() {
        List<PlacedOrder> placed = orders(2 * SMALL_PAGE);
        PlacedOrder refunded = placed.get(0);
        ChangeFeed feed = feed();
        String start = feed.read(Optional.empty(), 100).cursor();
        String before = updatedAt(refunded);

        driver().refund(refunded.orderId(), Money.parse("EUR 1.00"));

        assertThat(updatedAt(refunded)).isEqualTo(before);
        assertThat(readUntil(feed, start, 100, refunded.orderId())).contains(refunded.orderId());
    }

    @Test
    void aVoidedPaymentThatDoesNotMoveTheOrderIsTold() {
        PlacedOrder voided = aTeamOrderWithAMug(1);
        String payment = read(voided).payments().get(0).paymentId();
        ChangeFeed feed = feed();
        String start = feed.read(Optional.empty(), 100).cursor();
        String before = updatedAt(voided);

        driver().owner()
                .expect(
                        "cancelPayment",
                        "Payment",
                        "mutation($id: ID!) { cancelPayment(id: $id) { __typename } }",
                        Map.of("id", VendureDriver.text(payment)));

        assertThat(updatedAt(voided)).isEqualTo(before);
        assertThat(readUntil(feed, start, 100, voided.orderId())).contains(voided.orderId());
    }

    @Test
    void aCursorOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> shop().orders().changedSince(Optional.of("17"), 10))
                .isInstanceOf(ShopException.class);
    }
}
