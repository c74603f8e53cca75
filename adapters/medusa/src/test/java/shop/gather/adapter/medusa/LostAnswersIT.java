package shop.gather.adapter.medusa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.adapter.support.fixture.LosingHttp;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;
import shop.gather.tck.ShopDriver.Record;

/**
 * The shop does what it was asked, but the answer is lost, at each step of each command: the same command again ends
 * it, and nothing is done twice.
 */
@RequiresMedusa
class LostAnswersIT {

    private final ConnectedShop connected = ConnectedShop.of(ConnectedShop.Kind.WITH_SUBSCRIBER);
    private final MedusaDriver driver = connected.driver();
    private LosingHttp network;
    private Shop shop;

    @BeforeEach
    void connect() {
        DirectContext direct = new DirectContext(driver.settings(), Clock.systemUTC());
        network = new LosingHttp(direct.http());
        shop = new MedusaAdapter().connect(new ContextOver(direct, network));
    }

    @Test
    void partlyCaptured() {
        for (String step : List.of("POST /credit-lines", "POST /capture", "POST /refund")) {
            PlacedOrder placed = order(1, Payment.AUTHORIZE);
            Money part = Money.parse("EUR 40.00");
            Capture capture = new Capture(key(), placed.orderId(), paymentOf(placed), part);
            again(step, () -> shop.deferredCapture().orElseThrow().capture(capture));
            Record record = driver.record(placed.orderId());
            assertThat(record.captured().minus(record.refunded())).as(step).isEqualTo(part);
            assertThat(record.captures()).as(step).isEqualTo(1);
            assertThat(record.refunds()).as(step).isEqualTo(1);
        }
    }

    @Test
    void lineCancelledBeforeCapture() {
        for (String step : List.of("POST /credit-lines", "GET /reservations")) {
            PlacedOrder placed = order(2, Payment.AUTHORIZE);
            OrderSnapshot before = read(placed);
            LineCancellation cancellation = LineCancellation.whole(
                    key(), placed.orderId(), before.lines().get(0).lineId(), "team failed");
            again(step, () -> shop.lineCancellations().orElseThrow().cancelLine(cancellation));
            assertThat(driver.record(placed.orderId()).activeQuantities())
                    .as(step)
                    .containsEntry(before.lines().get(0).variantId().orElseThrow(), 0)
                    .containsEntry(
                            before.lines().get(1).variantId().orElseThrow(),
                            before.lines().get(1).quantity().intValueExact());
            assertThat(driver.owner()
                            .get("/admin/orders/" + placed.orderId() + "?fields=*credit_lines")
                            .getJsonObject("order")
                            .getJsonArray("credit_lines"))
                    .as(step)
                    .hasSize(1);
        }
    }

    @Test
    void cancelledAfterCapture() {
        for (String step : List.of("POST /admin/order-edits", "POST /confirm")) {
            PlacedOrder placed = order(2, Payment.AT_ONCE);
            Cancellation cancellation = new Cancellation(key(), placed.orderId(), "team failed");
            again(step, () -> shop.cancellations().orElseThrow().cancel(cancellation));
            assertThat(read(placed).state()).as(step).isEqualTo(OrderSnapshot.State.CANCELLED);
            assertThat(driver.record(placed.orderId()).refunds()).as(step).isZero();
        }
    }

    @Test
    void refunded() {
        PlacedOrder placed = order(1, Payment.AT_ONCE);
        RefundRequest request = new RefundRequest(
                key(), placed.orderId(), paymentOf(placed), Money.parse("EUR 12.34"), List.of(), "team failed");
        again("POST /refund", () -> shop.refunds().orElseThrow().refund(request));
        Record record = driver.record(placed.orderId());
        assertThat(record.refunds()).isEqualTo(1);
        assertThat(record.refunded()).isEqualTo(Money.parse("EUR 12.34"));
    }

    @Test
    void offeredAndAdmitted() {
        String variant = driver.articles().get(0).variantId();
        for (String step : List.of("POST /admin/customer-groups", "POST /admin/promotions")) {
            Offer offer = new Offer(
                    key(),
                    variant,
                    Money.parse("EUR 60.00"),
                    1,
                    Instant.now().minusSeconds(60),
                    Instant.now().plus(Duration.ofHours(1)));
            again(step, () -> shop.priceOffers().orElseThrow().offer(offer));
            String reference = ((AlreadyDone) shop.priceOffers().orElseThrow().offer(offer)).reference();
            Customer buyer = driver.register("Ada");
            Admission admission =
                    new Admission(key(), reference, buyer.customerId(), variant, offer.unitPrice(), 1, offer.endsAt());
            again("POST /customers", () -> shop.priceOffers().orElseThrow().admit(admission));
            again(
                    "DELETE /promotions/" + promotion(reference),
                    () -> shop.priceOffers().orElseThrow().close(key(), reference));
            assertThat(driver.owner()
                            .get("/admin/customer-groups?name=" + reference)
                            .getInt("count"))
                    .as(step)
                    .isZero();
        }
    }

    @Test
    void credited() {
        for (String step : List.of("POST /admin/store-credit-accounts", "POST /credit", "GET /transactions")) {
            String leader = driver.register("Ada").customerId();
            Credit credit = new Credit(key(), leader, Money.parse("EUR 4.10"), "commission");
            again(step, () -> shop.storeCredits().orElseThrow().credit(credit));
            assertThat(driver.storeCredit(leader)).as(step).contains(credit.amount());
        }
    }

    private String promotion(String code) {
        return driver.owner()
                .get("/admin/promotions?code=" + code)
                .getJsonArray("promotions")
                .getJsonObject(0)
                .getString("id");
    }

    /** Once with the answer to a step lost, then again until it is done. */
    private void again(String step, Supplier<CommandResult> command) {
        network.loseTheAnswerTo(step);
        CommandResult first = command.get();
        assertThat(network.met()).as("a request %s was sent", step).isTrue();
        assertThat(first).as(step).isInstanceOf(Unknown.class);
        assertThat(command.get()).as("again after %s", step).isInstanceOfAny(Done.class, AlreadyDone.class);
        assertThat(command.get()).as("a third time after %s", step).isInstanceOf(AlreadyDone.class);
    }

    private PlacedOrder order(int articles, Payment payment) {
        Map<String, Integer> cart = articles == 1
                ? Map.of(driver.articles().get(0).variantId(), 1)
                : Map.of(
                        driver.articles().get(0).variantId(), 1,
                        driver.articles().get(1).variantId(), 2);
        return driver.checkout(new Checkout(driver.register("Ada"), cart, null, null, Map.of(), payment));
    }

    private OrderSnapshot read(PlacedOrder placed) {
        return connected.shop().orders().order(placed.orderId()).orElseThrow();
    }

    private String paymentOf(PlacedOrder placed) {
        return read(placed).payments().get(0).paymentId();
    }

    private static String key() {
        return "lost-" + UUID.randomUUID();
    }
}
