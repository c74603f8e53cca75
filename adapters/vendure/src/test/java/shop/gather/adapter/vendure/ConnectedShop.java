package shop.gather.adapter.vendure;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopHttp;
import shop.gather.tck.DirectContext;

/**
 * A running Vendure server, someone who acts there, and the adapter connected to it. Servers are shared by all tests of
 * a run.
 */
record ConnectedShop(VendureServer server, VendureDriver driver, Shop shop) {

    /** The kinds of shop that the adapter must cope with. */
    enum Kind {
        WITHOUT_PLUGIN(VendureServer.Options.plain()),
        WITH_PLUGIN(VendureServer.Options.withPlugin()),
        WITHOUT_PLUGIN_PRICES_WITHOUT_TAX(VendureServer.Options.plain().pricesWithoutTax()),
        WITH_PLUGIN_PRICES_WITHOUT_TAX(VendureServer.Options.withPlugin().pricesWithoutTax()),
        YEN(VendureServer.Options.withPlugin().in(CurrencyUnit.JPY, 0)),
        /** As a shop counts yen whose owner left the money strategy as it comes. */
        YEN_IN_HUNDREDTHS(VendureServer.Options.plain().in(CurrencyUnit.JPY, 2)),
        DINARS(VendureServer.Options.plain().in(CurrencyUnit.of("KWD"), 3));

        private final VendureServer.Options options;

        Kind(VendureServer.Options options) {
            this.options = options;
        }
    }

    private static final Map<Kind, ConnectedShop> RUNNING = new EnumMap<>(Kind.class);

    static synchronized ConnectedShop of(Kind kind) {
        return RUNNING.computeIfAbsent(kind, missing -> start(kind.options));
    }

    /** Ends a kind of shop that no other test class needs. */
    static synchronized void stop(Kind kind) {
        ConnectedShop running = RUNNING.remove(kind);
        if (running != null) {
            running.server().close();
        }
    }

    static ConnectedShop start(VendureServer.Options options) {
        return over(VendureServer.start(options));
    }

    static ConnectedShop over(VendureServer server) {
        VendureDriver driver = new VendureDriver(server);
        return new ConnectedShop(
                server,
                driver,
                new VendureAdapter()
                        .connect(new DirectContext(driver.settings(), Clock.systemUTC(), Duration.ofSeconds(20))));
    }

    /** The adapter connected once more, over another client. */
    Shop over(ShopHttp http) {
        return new VendureAdapter().connect(ContextOver.of(driver.settings(), network -> http));
    }
}
