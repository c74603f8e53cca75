package shop.gather.adapter.sampleshop;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopContext;
import shop.gather.spi.ShopHttp;

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
        Map<String, String> complete = new HashMap<>(Map.of("timeoutMillis", "20000"));
        complete.putAll(settings);
        return new SampleShopAdapter().connect(new Context(complete, clock));
    }

    /** The same shop through an adapter that waits for a second and a half only. */
    Shop impatient() {
        Map<String, String> settings = driver.settings();
        settings.put("timeoutMillis", "1500");
        return connect(settings, Clock.systemUTC());
    }

    @Override
    public void close() {
        shop.close();
        driver.close();
    }

    private record Context(Map<String, String> settings, Clock clock) implements ShopContext {

        @Override
        public Optional<String> setting(String key) {
            return Optional.ofNullable(settings.get(key));
        }

        @Override
        public ShopHttp http() {
            throw new UnsupportedOperationException("this adapter calls through MicroProfile's REST client");
        }

        @Override
        public String cachedToken(String name, Duration lifetime, Supplier<String> login) {
            return login.get();
        }

        @Override
        public void dropToken(String name) {
            // Nothing is kept.
        }
    }
}
