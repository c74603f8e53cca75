package shop.gather.adapter.sampleshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import shop.gather.spi.CommandResult.AlreadyDone;
import shop.gather.spi.CommandResult.Done;
import shop.gather.spi.CommandResult.RetryAfter;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopIdentity;
import shop.gather.spi.StoreCredits.Credit;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The process is killed while it works; what it acknowledged is still there. */
class CrashIT {

    @Test
    void acknowledgedWorkSurvivesAKill() throws Exception {
        try (SampleShopServer server = SampleShopServer.onFile()) {
            SampleShopDriver driver = new SampleShopDriver(server.address(), "crash", CurrencyUnit.EUR);
            Shop shop = SampleShopFixture.connect(driver.settings(), Clock.systemUTC());
            ShopIdentity identity = shop.identify();
            Article tea = driver.articles().get(0);
            int before = driver.stock(tea);
            Customer buyer = driver.register("Mei Lin");
            PlacedOrder captured = driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1)));
            OrderSnapshot.Payment payment = shop.orders()
                    .order(captured.orderId())
                    .orElseThrow()
                    .payments()
                    .get(0);
            Capture capture = new Capture("c", captured.orderId(), payment.paymentId(), captured.total());
            assertThat(shop.deferredCapture().orElseThrow().capture(capture)).isInstanceOf(Done.class);
            Credit credit = new Credit("g", buyer.customerId(), tea.price(), "commission");
            assertThat(shop.storeCredits().orElseThrow().credit(credit)).isInstanceOf(Done.class);

            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            ExecutorService buyers = Executors.newFixedThreadPool(8);
            IntStream.range(0, 8)
                    .forEach(number -> buyers.submit(() -> {
                        while (true) {
                            acknowledged.add(driver.checkout(Checkout.of(buyer, Map.of(tea.variantId(), 1)))
                                    .orderId());
                        }
                    }));
            Await.until("a hundred orders", () -> acknowledged.size() >= 100);
            server.kill();
            buyers.shutdownNow();
            assertThat(buyers.awaitTermination(70, TimeUnit.SECONDS)).isTrue();
            assertThat(shop.deferredCapture().orElseThrow().capture(capture)).isInstanceOf(RetryAfter.class);

            server.start();

            assertThat(shop.identify()).isEqualTo(identity);
            List<String> placed = shop.orders().placedBy(buyer.customerId(), Instant.EPOCH);
            assertThat(placed).isNotEmpty();
            for (String orderId : acknowledged) {
                assertThat(shop.orders().order(orderId)).isPresent();
            }
            assertThat(before - driver.stock(tea))
                    .as("orders that were committed, those in flight at the kill among them")
                    .isBetween(acknowledged.size() + 1, acknowledged.size() + 1 + 8);
            assertThat(shop.deferredCapture().orElseThrow().capture(capture)).isInstanceOf(AlreadyDone.class);
            assertThat(driver.record(captured.orderId()).captures()).isEqualTo(1);
            assertThat(shop.storeCredits().orElseThrow().credit(credit)).isInstanceOf(AlreadyDone.class);
            assertThat(driver.storeCredit(buyer.customerId())).contains(tea.price());
            shop.close();
        }
    }
}
