package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot.Payment;
import shop.gather.spi.Orders.Changes;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Many at once. */
class ConcurrencyIT {

    private static final int PARALLEL = 50;

    @Test
    void stockIsNeverSoldTwice() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            Article scarce = driver.put("scarce", "The last ones", 500, 60);
            Article plenty = driver.articles().get(0);
            int plentyBefore = driver.stock(plenty);
            Customer buyer = driver.register("Crowd");

            List<Boolean> bought = atOnce(200, number -> () -> {
                try {
                    driver.checkout(Checkout.of(buyer, Map.of(scarce.variantId(), 1, plenty.variantId(), 1)));
                    return true;
                } catch (SampleShopRefusal refusal) {
                    assertThat(refusal.says("out-of-stock"))
                            .as(refusal.getMessage())
                            .isTrue();
                    return false;
                }
            });

            assertThat(bought).filteredOn(each -> each).hasSize(60);
            assertThat(driver.stock(scarce)).isZero();
            assertThat(driver.stock(plenty)).isEqualTo(plentyBefore - 60);
        }
    }

    @Test
    void aReaderOfChangesMissesNoneWhileTheyAreMade() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            Customer buyer = driver.register("Crowd");
            String tea = driver.articles().get(0).variantId();
            String start =
                    fixture.shop().orders().changedSince(Optional.empty(), 1).cursor();
            Set<String> seen = new HashSet<>();
            ExecutorService reader = Executors.newSingleThreadExecutor();
            try {
                Set<String> placed = ConcurrentHashMap.newKeySet();
                Future<?> reading = reader.submit(() -> {
                    String cursor = start;
                    while (seen.size() < 300) {
                        Changes changes = fixture.shop().orders().changedSince(Optional.of(cursor), 7);
                        seen.addAll(changes.orderIds());
                        cursor = changes.cursor();
                    }
                });
                atOnce(
                        300,
                        number -> () -> placed.add(driver.checkout(Checkout.of(buyer, Map.of(tea, 1)))
                                .orderId()));
                reading.get(30, TimeUnit.SECONDS);
                assertThat(seen).isEqualTo(placed);
            } finally {
                reader.shutdownNow();
            }
        }
    }

    @Test
    void oneKeyIsDoneOnceHoweverOftenItComes() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            SampleShopDriver driver = fixture.driver();
            PlacedOrder placed = driver.checkout(Checkout.of(
                    driver.register("Mei Lin"), Map.of(driver.articles().get(0).variantId(), 1)));
            Payment payment = fixture.shop()
                    .orders()
                    .order(placed.orderId())
                    .orElseThrow()
                    .payments()
                    .get(0);

            List<CommandResult> captures = atOnce(
                    PARALLEL,
                    number -> () -> fixture.shop()
                            .deferredCapture()
                            .orElseThrow()
                            .capture(new Capture("c", placed.orderId(), payment.paymentId(), placed.total())));
            List<CommandResult> refunds = atOnce(
                    PARALLEL,
                    number -> () -> fixture.shop()
                            .refunds()
                            .orElseThrow()
                            .refund(new RefundRequest(
                                    "r-" + number % 2,
                                    placed.orderId(),
                                    payment.paymentId(),
                                    placed.total().dividedBy(4, RoundingMode.DOWN),
                                    List.of(),
                                    "once each")));

            assertThat(captures).filteredOn(Done.class::isInstance).hasSize(1);
            assertThat(captures).filteredOn(AlreadyDone.class::isInstance).hasSize(PARALLEL - 1);
            assertThat(refunds).filteredOn(Done.class::isInstance).hasSize(2);
            assertThat(driver.record(placed.orderId()).captures()).isEqualTo(1);
            assertThat(driver.record(placed.orderId()).refunds()).isEqualTo(2);
        }
    }

    @Test
    void oneKeyGivesCreditOnceHoweverOftenItComes() throws Exception {
        try (SampleShopFixture fixture = SampleShopFixture.open()) {
            Customer leader = fixture.driver().register("Mei Lin");
            Money amount = fixture.driver().articles().get(0).price();

            List<CommandResult> credits = atOnce(
                    PARALLEL,
                    number -> () -> fixture.shop()
                            .storeCredits()
                            .orElseThrow()
                            .credit(new Credit("c-" + number % 2, leader.customerId(), amount, "once each")));

            assertThat(credits).filteredOn(Done.class::isInstance).hasSize(2);
            assertThat(credits).filteredOn(AlreadyDone.class::isInstance).hasSize(PARALLEL - 2);
            assertThat(fixture.driver().storeCredit(leader.customerId())).contains(amount.multipliedBy(2));
        }
    }

    private static <T> List<T> atOnce(int calls, IntFunction<Callable<T>> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                all.add(call.apply(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(all)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
