package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.gather.spi.Cancellations.Cancellation;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.Refused;
import shop.gather.spi.CommandResult.Unknown;
import shop.gather.spi.DeferredCapture;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.LineCancellations.LineCancellation;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.OrderSnapshot.PaymentState;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.RefusalCode;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The life of an order, lived in the shop by its driver and seen and steered through the adapter. */
class OrderLifeIT {

    private SampleShopFixture fixture;
    private Shop shop;
    private SampleShopDriver driver;
    private Article tea;
    private Article mug;
    private Customer buyer;

    @BeforeEach
    void aFreshShop() {
        fixture = SampleShopFixture.open();
        shop = fixture.shop();
        driver = fixture.driver();
        tea = driver.articles().get(0);
        mug = driver.articles().get(1);
        buyer = driver.register("Mei Lin");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAuthorizationIsCapturedInPartsAndOnlyOnce() {
        PlacedOrder placed = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1)));
        Payment authorized = payment(placed);
        assertThat(authorized.state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(authorized.amount()).isEqualTo(euros("17.89"));
        assertThat(authorized.captureBefore().orElseThrow())
                .isAfter(Instant.now().plus(Duration.ofDays(6)));

        assertThat(capture("c1", placed, "10.00")).isInstanceOf(Done.class);
        assertThat(capture("c1", placed, "10.00")).isInstanceOf(AlreadyDone.class);
        assertThat(capture("c2", placed, "10.00")).isInstanceOf(AlreadyDone.class);
        assertThat(capture("c3", placed, "17.90"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.AMOUNT_TOO_HIGH));
        assertThat(capture("c4", placed, "17.89")).isInstanceOf(Done.class);

        assertThat(payment(placed).state()).isEqualTo(PaymentState.CAPTURED);
        assertThat(payment(placed).captured()).isEqualTo(euros("17.89"));
        assertThat(driver.record(placed.orderId()).captures()).isEqualTo(2);
        assertThat(driver.commandCounts()).containsEntry("capture", 3);
    }

    @Test
    void aCancelledLineIsFreedAndNoLongerCaptured() {
        int before = driver.stock(mug);
        PlacedOrder placed = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1, mug.variantId(), 2)));
        assertThat(driver.stock(mug)).isEqualTo(before - 2);
        String line = lineOf(placed, mug);

        assertThat(shop.lineCancellations()
                        .orElseThrow()
                        .cancelLine(LineCancellation.whole("l1", placed.orderId(), line, "team failed")))
                .isInstanceOf(Done.class);

        assertThat(driver.stock(mug)).isEqualTo(before);
        assertThat(capture("c1", placed, "17.90")).isInstanceOf(Refused.class);
        assertThat(capture("c2", placed, "17.89")).isInstanceOf(Done.class);
        OrderSnapshot seen = shop.orders().order(placed.orderId()).orElseThrow();
        assertThat(seen.state()).isEqualTo(OrderSnapshot.State.OPEN);
        assertThat(seen.lines())
                .filteredOn(each -> each.lineId().equals(line))
                .singleElement()
                .satisfies(each -> assertThat(each.cancelledQuantity()).isEqualByComparingTo("2"));
        assertThat(driver.record(placed.orderId()).activeQuantities())
                .containsEntry(mug.variantId(), 0)
                .containsEntry(tea.variantId(), 1);
    }

    @Test
    void aCancelledOrderIsVoidedAndFreed() {
        int before = driver.stock(tea);
        PlacedOrder placed = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 5)));

        assertThat(shop.cancellations().orElseThrow().cancel(new Cancellation("x1", placed.orderId(), "team failed")))
                .isInstanceOf(Done.class);
        assertThat(shop.cancellations().orElseThrow().cancel(new Cancellation("x2", placed.orderId(), "team failed")))
                .isInstanceOf(AlreadyDone.class);

        assertThat(payment(placed).state()).isEqualTo(PaymentState.VOIDED);
        assertThat(driver.stock(tea)).isEqualTo(before);
        assertThat(driver.record(placed.orderId()).cancelled()).isTrue();
        assertThat(capture("c1", placed, "1.00"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAYMENT_STATE));
    }

    @Test
    void refundsCarryTheirKeysAndStopAtWhatWasCaptured() {
        PlacedOrder placed = driver.checkout(paidAtOnce(Map.of(tea.variantId(), 1)));
        String line = lineOf(placed, tea);
        var refunds = shop.refunds().orElseThrow();
        RefundRequest part = new RefundRequest(
                "r1",
                placed.orderId(),
                payment(placed).paymentId(),
                euros("5.00"),
                List.of(RefundLine.of(line, euros("4.00"))),
                "late");

        assertThat(refunds.refund(part)).isInstanceOf(Done.class);
        assertThat(refunds.refund(part)).isInstanceOf(AlreadyDone.class);
        driver.refund(placed.orderId(), euros("2.89"));
        assertThat(refunds.refund(new RefundRequest(
                        "r2", placed.orderId(), payment(placed).paymentId(), euros("10.01"), List.of(), "too much")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.AMOUNT_TOO_HIGH));

        assertThat(payment(placed).refunds()).hasSize(2);
        assertThat(payment(placed).refunds().get(0).key()).contains("r1");
        assertThat(payment(placed).refunds().get(0).lines()).containsExactly(RefundLine.of(line, euros("4.00")));
        assertThat(payment(placed).refunds().get(1).key())
                .as("a refund of the owner")
                .isEmpty();
        assertThat(driver.record(placed.orderId()).refunds()).isEqualTo(2);
        assertThat(driver.record(placed.orderId()).refunded()).isEqualTo(euros("7.89"));
    }

    @Test
    void everyChangeMovesTheCursorAndConnectingStartsNow() {
        driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1)));
        String cursor = shop.orders().changedSince(Optional.empty(), 100).cursor();
        assertThat(shop.orders().changedSince(Optional.of(cursor), 100).orderIds())
                .isEmpty();

        PlacedOrder one = driver.checkout(paidAtOnce(Map.of(tea.variantId(), 1)));
        PlacedOrder two = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1, mug.variantId(), 1)));
        var page = shop.orders().changedSince(Optional.of(cursor), 1);
        assertThat(page.orderIds()).containsExactly(one.orderId());
        assertThat(page.more()).isTrue();
        page = shop.orders().changedSince(Optional.of(page.cursor()), 1);
        assertThat(page.orderIds()).containsExactly(two.orderId());
        assertThat(page.more()).isFalse();

        List<Runnable> changes = List.of(
                () -> driver.refund(one.orderId(), euros("1.00")),
                () -> driver.cancel(one.orderId()),
                () -> driver.refund(one.orderId(), euros("1.00")));
        for (Runnable change : changes) {
            change.run();
            page = shop.orders().changedSince(Optional.of(page.cursor()), 100);
            assertThat(page.orderIds()).containsExactly(one.orderId());
        }
        shop.lineCancellations()
                .orElseThrow()
                .cancelLine(LineCancellation.whole("l", two.orderId(), lineOf(two, mug), "no"));
        page = shop.orders().changedSince(Optional.of(page.cursor()), 100);
        assertThat(page.orderIds()).containsExactly(two.orderId());
        assertThat(shop.orders().placedBy(buyer.customerId(), Instant.EPOCH))
                .hasSize(3)
                .startsWith(two.orderId());
    }

    @Test
    void anAnswerThatIsLostIsLookedUpAndNothingIsDoneTwice() {
        PlacedOrder placed = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1)));
        Capture capture = new Capture("c1", placed.orderId(), payment(placed).paymentId(), euros("17.89"));
        driver.faults(SampleShopFaults.of("capture").answeredLate(Duration.ofSeconds(10)));

        try (Shop impatient = fixture.impatient()) {
            DeferredCapture captures = impatient.deferredCapture().orElseThrow();
            assertThat(captures.capture(capture)).isInstanceOf(Unknown.class);
            Await.until("the look-up", () -> captures.capture(capture) instanceof AlreadyDone);
        }

        assertThat(driver.record(placed.orderId()).captures()).isEqualTo(1);
        assertThat(driver.record(placed.orderId()).captured()).isEqualTo(euros("17.89"));
        assertThat(driver.commandCounts()).containsEntry("capture", 1);
    }

    private CommandResult capture(String key, PlacedOrder placed, String total) {
        return shop.deferredCapture()
                .orElseThrow()
                .capture(new Capture(key, placed.orderId(), payment(placed).paymentId(), euros(total)));
    }

    private Payment payment(PlacedOrder placed) {
        return shop.orders().order(placed.orderId()).orElseThrow().payments().get(0);
    }

    private String lineOf(PlacedOrder placed, Article article) {
        return shop.orders().order(placed.orderId()).orElseThrow().lines().stream()
                .filter(line -> line.isOf(article.variantId()))
                .findFirst()
                .orElseThrow()
                .lineId();
    }

    private Checkout paidAtOnce(Map<String, Integer> quantities) {
        return new Checkout(buyer, quantities, null, null, Map.of(), ShopDriver.Payment.AT_ONCE);
    }

    private static Money euros(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }
}
