package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.Notifications;
import shop.gather.spi.Notifications.Notification;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * The contract of an adapter when Gather's clock and the shop's differ by ten minutes: nothing is lost, prices are
 * valid when they should be, and a failure caused by the difference says so. For the end of prices see
 * {@link PriceOfferEndingsContract}.
 */
public interface WrongClockContract extends ShopUnderTest {

    @Test
    default void ordersAreReadOrTheClockIsNamed() {
        Scene scene = new Scene(this);
        OrderSnapshot order = scene.read(scene.paidOrder());
        for (Duration apart : bothWays()) {
            Throwable refusal = catchThrowable(() -> {
                try (Shop wrong = connectApart(apart)) {
                    assertThat(wrong.identify()).isEqualTo(shop().identify());
                    assertThat(wrong.orders().order(order.orderId())).contains(order);
                }
            });
            if (refusal instanceof ShopException refused) {
                assertNamesTheClock(refused.getMessage());
            } else {
                assertThat(refusal).as("%s apart", apart).isNull();
            }
        }
    }

    @Test
    default void noChangeIsLost() {
        Scene scene = new Scene(this);
        for (Duration apart : bothWays()) {
            try (Shop wrong = connectApart(apart)) {
                Feed feed = new Feed(wrong);
                PlacedOrder placed = scene.paidOrder();
                feed.awaitAll(byTheShopsTime("an order, read with a clock " + apart + " apart"), placed.orderId());
                feed.drain(placed.orderId());
                driver().refund(placed.orderId(), Money.ofMinor(placed.total().getCurrencyUnit(), 1));
                feed.awaitAll(byTheShopsTime("a refund, read with a clock " + apart + " apart"), placed.orderId());
            }
        }
    }

    /** The clock is set between two polls, or the next poll is done by another machine. */
    @Test
    default void noChangeIsLostWhenTheClockIsSet() {
        Scene scene = new Scene(this);
        for (Duration apart : bothWays()) {
            try (Shop wrong = connectApart(apart)) {
                Feed right = new Feed(
                        shop(), wrong.orders().changedSince(Optional.empty(), 1).cursor());
                Feed set = new Feed(
                        wrong, shop().orders().changedSince(Optional.empty(), 1).cursor());
                PlacedOrder placed = scene.order(scene.buyer());
                right.awaitAll(
                        byTheShopsTime("an order after the clock was set by " + apart.negated()), placed.orderId());
                set.awaitAll(byTheShopsTime("an order after the clock was set by " + apart), placed.orderId());
            }
        }
    }

    @Test
    @Proves(Capability.REFUNDS)
    default void aCommandIsDoneOrTheClockIsNamed() {
        Claims.port(this, Capability.REFUNDS, Shop::refunds);
        Scene scene = new Scene(this);
        for (Duration apart : bothWays()) {
            PlacedOrder placed = scene.paidOrder();
            Money third = placed.total().dividedBy(3, RoundingMode.DOWN);
            RefundRequest request = new RefundRequest(
                    Results.newKey(),
                    placed.orderId(),
                    Scene.payment(scene.read(placed)).paymentId(),
                    third,
                    List.of(),
                    "team failed");
            try (Shop wrong = connectApart(apart)) {
                CommandResult result =
                        Results.settled(() -> wrong.refunds().orElseThrow().refund(request));
                if (result instanceof Refused refused) {
                    assertNamesTheClock(refused.reason());
                } else {
                    assertThat(result).isInstanceOf(CommandResult.Done.class);
                    assertThat(Books.refunded(scene.read(placed))).isEqualTo(third);
                }
            }
        }
    }

    /**
     * Ten minutes are too much for a notification: one that is dropped because of its time causes an error that says
     * so.
     */
    @Test
    @Proves(Capability.NOTIFICATIONS)
    default void aNotificationIsReadOrTheClockIsNamed() {
        Notifications port = Claims.port(this, Capability.NOTIFICATIONS, Shop::notifications);
        Scene scene = new Scene(this);
        try (Inbox inbox = new Inbox(driver(), port)) {
            PlacedOrder placed = scene.order(scene.buyer());
            Notification sent = inbox.about(placed.orderId());
            for (Duration apart : bothWays()) {
                try (Shop wrong = connectApart(apart)) {
                    assertThat(wrong.notifications().orElseThrow().changedOrders(sent))
                            .contains(placed.orderId());
                } catch (ShopException dropped) {
                    assertThat(dropped.error()).isEqualTo(ShopError.BAD_SIGNATURE);
                    assertNamesTheClock(dropped.getMessage());
                }
            }
        }
    }

    @Test
    @Proves(Capability.PRICE_OFFERS)
    default void aPriceHoldsAsLongAsItWasOffered() {
        Claims.port(this, Capability.PRICE_OFFERS, Shop::priceOffers);
        Scene scene = new Scene(this);
        Money half = scene.article().price().dividedBy(2, RoundingMode.DOWN);
        for (Duration apart : bothWays()) {
            try (Shop wrong = connectApart(apart);
                    OpenOffer offer =
                            OpenOffer.of(wrong.priceOffers().orElseThrow(), scene.article(), half, 1, scene.now())) {
                Customer buyer = scene.buyer();
                String admission =
                        offer.admit(offer.admission(buyer, scene.now().plus(Duration.ofMinutes(5))));
                new Till(scene, wrong.priceOffers().orElseThrow())
                        .assertCharged(buyer, admission, scene.article(), half);
            }
        }
    }

    private static String byTheShopsTime(String what) {
        return what + " (a cursor must begin and go on by the shop's time, not by ShopContext.clock())";
    }

    /** Gather's clock is ahead, and behind. */
    private static List<Duration> bothWays() {
        return List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10));
    }

    private Shop connectApart(Duration apart) {
        return connect(Map.of(), Clock.offset(clock(), apart));
    }

    private static void assertNamesTheClock(String message) {
        assertThat(message).as("says that it is about the time").containsPattern("(?i)clock|time|too old|future|ago");
    }
}
