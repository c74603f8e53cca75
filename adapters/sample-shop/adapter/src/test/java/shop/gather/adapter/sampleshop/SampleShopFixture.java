package shop.gather.adapter.sampleshop;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.Shop;
import shop.gather.tck.DirectContext;

/**
 * A fresh shop with the adapter connected to it. All fixtures of a JVM share one server, which ends with it.
 *
 * @param shop seen through the adapter
 * @param driver acts in the shop itself
 */
public record SampleShopFixture(Shop shop, SampleShopDriver driver) implements AutoCloseable {

    private static final class Shared {
        private static final SampleShopServer SERVER = SampleShopServer.inMemory();
    }

    /** In euros, with 19 % tax in the prices, and patient with a busy machine. */
    public static SampleShopFixture open() {
        return open(SampleShopTerms.in(CurrencyUnit.EUR));
    }

    /** On these terms. */
    public static SampleShopFixture open(SampleShopTerms terms) {
        SampleShopDriver driver = new SampleShopDriver(server().address(), "shop-" + UUID.randomUUID(), terms);
        return new SampleShopFixture(connect(driver.settings(), Clock.systemUTC()), driver);
    }

    /** The server that all fixtures share. */
    public static SampleShopServer server() {
        return Shared.SERVER;
    }

    /** Connects the adapter with these settings. */
    public static Shop connect(Map<String, String> settings, Clock clock) {
        return new SampleShopAdapter().connect(new DirectContext(settings, clock, Duration.ofSeconds(20)));
    }

    /** The same shop through an adapter that waits for a second and a half only. */
    Shop impatient() {
        return new SampleShopAdapter()
                .connect(new DirectContext(driver.settings(), Clock.systemUTC(), Duration.ofMillis(1500)));
    }

    @Override
    public void close() {
        shop.close();
        driver.close();
    }
}
