package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.support.fixture.LosingHttp;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopError;
import shop.gather.spi.ShopException;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * The shop did what it was told and Gather never heard: the same command again finds it done, or ends what was begun.
 */
@RequiresNode
class LostAnswersIT extends OrderScene {

    private final LosingHttp network =
            new LosingHttp(new DirectContext(Map.of(), Clock.systemUTC(), Duration.ofSeconds(20)).http());

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN;
    }

    /** Runs a command twice, the first time without hearing the answer to a part of it. */
    private CommandResult twice(String lost, Supplier<CommandResult> command) {
        network.loseTheAnswerToABodyWith(lost);
        assertThat(command.get()).isInstanceOf(CommandResult.Unknown.class);
        assertThat(network.met()).isTrue();
        return command.get();
    }

    private static String reference(CommandResult result) {
        return result instanceof CommandResult.Done done
                ? done.reference()
                : ((CommandResult.AlreadyDone) result).reference();
    }

    private Shop lossy() {
        return ConnectedShop.of(kind()).over(network);
    }

    @Test
    void aCapture() {
        Shop shop = lossy();
        PlacedOrder placed = aTeamOrderWithAMug(1);
        Capture capture = aCapture(read(placed), placed.total());

        CommandResult second = twice(
                "settlePayment", () -> shop.deferredCapture().orElseThrow().capture(capture));

        assertThat(second).isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"addNoteToOrder", "settlePayment", "refundOrder", "settleRefund"})
    void aCaptureOfWhatIsLeft(String lost) {
        Shop shop = lossy();
        PlacedOrder placed = aTeamOrderWithAMug(1);
        OrderSnapshot order = read(placed);
        shop.lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole(
                        key(), placed.orderId(), lineOf(order, tea()).lineId(), "The team failed"));
        Capture capture = aCapture(order, mug().price().plus(SHIPPING));

        CommandResult second =
                twice(lost, () -> shop.deferredCapture().orElseThrow().capture(capture));
        CommandResult third = shop.deferredCapture().orElseThrow().capture(capture);

        assertThat(second).isInstanceOfAny(CommandResult.Done.class, CommandResult.AlreadyDone.class);
        assertThat(third).isInstanceOf(CommandResult.AlreadyDone.class);
        Record record = driver().record(placed.orderId());
        assertThat(record.captures()).isEqualTo(1);
        assertThat(record.refunds()).isEqualTo(1);
        assertThat(record.captured().minus(record.refunded())).isEqualTo(capture.amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refundOrder", "settleRefund"})
    void aRefund(String lost) {
        Shop shop = lossy();
        Customer ann = driver().register("Ann");
        PlacedOrder placed = driver().checkout(
                        new Checkout(ann, Map.of(tea().variantId(), 1), null, null, Map.of(), Payment.AT_ONCE));
        RefundRequest request = aRefund(read(placed), Money.parse("EUR 2.50"));

        CommandResult second = twice(lost, () -> shop.refunds().orElseThrow().refund(request));

        assertThat(second).isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(driver().record(placed.orderId()).refunds()).isEqualTo(1);
        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(request.amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelPayment", "cancelOrder"})
    void aCancellation(String lost) {
        Shop shop = lossy();
        PlacedOrder placed = aTeamOrderWithAMug(1);
        Cancellation cancellation = new Cancellation(key(), placed.orderId(), "The team failed");

        CommandResult second =
                twice(lost, () -> shop.cancellations().orElseThrow().cancel(cancellation));

        assertThat(second).isInstanceOfAny(CommandResult.Done.class, CommandResult.AlreadyDone.class);
        assertThat(read(placed).state()).isEqualTo(OrderSnapshot.State.CANCELLED);
        assertThat(read(placed).payments())
                .extracting(OrderSnapshot.Payment::state)
                .containsExactly(OrderSnapshot.PaymentState.VOIDED);
    }

    @Test
    void aCancellationOfALine() {
        Shop shop = lossy();
        int stock = driver().stock(tea());
        PlacedOrder placed = aTeamOrderWithAMug(2);
        LineCancellation cancellation = LineCancellation.whole(
                key(), placed.orderId(), lineOf(read(placed), tea()).lineId(), "The team failed");

        CommandResult second = twice(
                "cancelOrder", () -> shop.lineCancellations().orElseThrow().cancelLine(cancellation));

        assertThat(second).isInstanceOf(CommandResult.AlreadyDone.class);
        assertThat(driver().stock(tea())).isEqualTo(stock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createCustomerGroup", "Group price made by Gather", "Takes the group price back"})
    void anOffer(String lost) {
        Shop shop = lossy();
        Offer offer = anOffer(GROUP_PRICE);

        CommandResult second =
                twice(lost, () -> shop.priceOffers().orElseThrow().offer(offer));

        assertThat(second).isInstanceOfAny(CommandResult.Done.class, CommandResult.AlreadyDone.class);
        JsonObject made = driver().owner().send("""
                        query($code: String!) {
                          promotions(options: {filter: {couponCode: {eq: $code}}}) { totalItems }
                          customerGroups(options: {filter: {name: {eq: $code}}}) { totalItems } }""", Map.of("code", VendureDriver.text(reference(second))));
        assertThat(made.getJsonObject("promotions").getInt("totalItems")).isEqualTo(2);
        assertThat(made.getJsonObject("customerGroups").getInt("totalItems")).isEqualTo(1);
    }

    @Test
    void anAdmission() {
        Shop shop = lossy();
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        Admission admission = anAdmission(offer, open(offer), ann);

        CommandResult second = twice(
                "addCustomersToGroup", () -> shop.priceOffers().orElseThrow().admit(admission));

        String code = ((CommandResult.AlreadyDone) second).reference();
        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, code, Map.of(tea().variantId(), 1)));
        assertThat(lineOf(read(placed), tea()).gross()).isEqualTo(GROUP_PRICE);
    }

    @Test
    void aCommandThatNeverReachedTheShopIsRetriedLater() {
        PlacedOrder placed = aTeamOrderWithAMug(1);
        Capture capture = aCapture(read(placed), placed.total());
        AtomicBoolean connected = new AtomicBoolean();
        Shop unreachable = ConnectedShop.of(kind()).over(request -> {
            if (request.body().contains("settlePayment") && connected.compareAndSet(false, true)) {
                throw new ShopException(ShopError.UNREACHABLE, "no connection");
            }
            return network.send(request);
        });

        assertThat(unreachable.deferredCapture().orElseThrow().capture(capture))
                .isInstanceOf(CommandResult.RetryAfter.class);
        assertThat(unreachable.deferredCapture().orElseThrow().capture(capture)).isInstanceOf(CommandResult.Done.class);
        assertThat(driver().record(placed.orderId()).captures()).isEqualTo(1);
    }
}
