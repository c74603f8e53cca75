package shop.gather.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.Capability;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderMetadata;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * A shop with few powers: exactly what it lacks is refused, and what remains is enough for attribution, commission and
 * refunds by hand.
 */
@RequiresNode
class ReadOnlyShopIT {

    private static ReferenceShop server;
    private static Story story;

    @BeforeAll
    static void open() {
        server = ReferenceShop.start(ReferenceShop.Terms.readOnly());
        story = Story.at(server);
    }

    @AfterAll
    static void close() {
        story.close();
        server.close();
    }

    @Test
    void noOptionalPortIsThere() {
        assertThat(Capability.of(story.shop())).isEmpty();
    }

    /**
     * A connection that still believes in what the shop has lost: each command is refused with the exact code and does
     * nothing.
     */
    @Test
    void whatTheShopNoLongerDoesIsRefusedAsNotSupported() {
        Customer buyer = story.driver().register("Ada");
        PlacedOrder placed = story.buy(buyer, Payment.AT_ONCE);
        OrderSnapshot before = story.read(placed);
        String payment = before.payments().get(0).paymentId();
        Commands commands = new Commands(api());
        OrderCommands orders = new OrderCommands(commands, true);
        Offers offers = new Offers(
                commands,
                new PriceOffers.Limits(
                        PriceOffers.Redemption.COUPON_CODE, OptionalInt.empty(), 1, Duration.ofMinutes(1)));
        Offer offer = story.offer();
        assertNotSupported(orders.capture(new Capture("k1", placed.orderId(), payment, placed.total())));
        assertNotSupported(orders.cancel(new Cancellation("k2", placed.orderId(), "team failed")));
        assertNotSupported(orders.cancelLine(LineCancellation.whole(
                "k3", placed.orderId(), before.lines().get(0).lineId(), "team failed")));
        assertNotSupported(orders.refund(story.refund(placed, placed.total())));
        assertNotSupported(new Credits(commands).credit(story.credit(buyer)));
        assertNotSupported(offers.offer(offer));
        assertNotSupported(offers.admit(Story.admission(offer, "1", buyer)));
        assertNotSupported(offers.revoke(Story.admission(offer, "1", buyer)));
        assertNotSupported(offers.close("k4", "1"));
        assertThat(story.read(placed)).isEqualTo(before);
        assertThat(story.driver().record(placed.orderId()).refunds()).isZero();
        assertThat(story.driver().storeCredit(buyer.customerId())).contains(Money.parse("EUR 0.00"));
        assertThatThrownBy(() -> new Reads(api(), true).whoIs(buyer.token()))
                .isInstanceOfSatisfying(ShopException.class, failure -> assertThat(failure.error())
                        .isEqualTo(ShopError.BAD_ANSWER));
    }

    @Test
    void aLeadersCouponCodeAndTheClickAreOnThePolledOrder() {
        story.driver().coupon("LEADER7", 10);
        String cursor =
                story.shop().orders().changedSince(Optional.empty(), 100).cursor();
        Customer buyer = story.driver().register("Ada");
        PlacedOrder placed = story.driver()
                .checkout(
                        new Checkout(
                                buyer,
                                Map.of(story.variantId(), 1),
                                null,
                                null,
                                Map.of(OrderMetadata.CLICK, "click-token"),
                                Payment.AUTHORIZE),
                        List.of("LEADER7", "NO-SUCH-CODE"));
        assertThat(story.shop().orders().changedSince(Optional.of(cursor), 100).orderIds())
                .containsExactly(placed.orderId());
        OrderSnapshot order = story.read(placed);
        assertThat(order.couponCodes()).containsExactly("LEADER7");
        assertThat(order.metadata()).containsExactly(Map.entry(OrderMetadata.CLICK, "click-token"));
        assertThat(order.lines().get(0).gross()).isEqualTo(Money.parse("EUR 11.69"));
        assertThat(order.payments().get(0).state())
                .as("nobody could capture it later")
                .isEqualTo(PaymentState.CAPTURED);
    }

    @Test
    void aRefundThatAPersonMadeIsPolledAndCounted() {
        PlacedOrder placed = story.buy(story.driver().register("Ada"), Payment.AT_ONCE);
        String cursor =
                story.shop().orders().changedSince(Optional.empty(), 100).cursor();
        assertThat(story.shop().orders().changedSince(Optional.of(cursor), 100).orderIds())
                .isEmpty();
        story.driver().refund(placed.orderId(), Money.parse("EUR 3.21"));
        assertThat(story.shop().orders().changedSince(Optional.of(cursor), 100).orderIds())
                .containsExactly(placed.orderId());
        assertThat(story.read(placed).payments().get(0).refunds())
                .extracting(OrderSnapshot.Refund::amount)
                .containsExactly(Money.parse("EUR 3.21"));
    }

    private static ContractApi api() {
        ShopContext context = new DirectContext(story.driver().settings(), Clock.systemUTC());
        return new ContractApi(
                context.required(HttpAdapter.BASE_URL),
                Secrets.of(context.required(HttpAdapter.SECRET)),
                context.http(),
                context.clock());
    }

    private static void assertNotSupported(CommandResult result) {
        assertThat(result).isInstanceOfSatisfying(CommandResult.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.NOT_SUPPORTED);
            assertThat(refused.reason()).isNotBlank();
        });
    }
}
