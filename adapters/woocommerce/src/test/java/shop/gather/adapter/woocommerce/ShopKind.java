package shop.gather.adapter.woocommerce;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import shop.gather.spi.Shop;
import shop.gather.tck.DirectContext;

/** Stub shops that test classes share; each is started when it is first asked for and stays until the tests end. */
enum ShopKind {
    WITH_PLUGIN(StubWooCommerce.Options.withPlugin()),
    WITHOUT_PLUGIN(StubWooCommerce.Options.withoutPlugin()),
    /** Three decimals, net amounts and taxes kept finer than they are charged. */
    DINARS_WITH_PLUGIN(StubWooCommerce.Options.withPlugin().selling("KWD", 3, true, "5", true)),
    /** Prices entered without tax. */
    TAX_ON_TOP(StubWooCommerce.Options.withoutPlugin().selling("EUR", 2, false, "19", false)),
    TAX_ON_TOP_WITH_PLUGIN(StubWooCommerce.Options.withPlugin().selling("EUR", 2, false, "19", false)),
    /** No decimals, no taxes. */
    YEN(StubWooCommerce.Options.withoutPlugin().selling("JPY", 0, true, null, false));

    private static final Map<ShopKind, Running> RUNNING = new EnumMap<>(ShopKind.class);

    private final StubWooCommerce.Options options;

    ShopKind(StubWooCommerce.Options options) {
        this.options = options;
    }

    record Running(StubWooCommerce server, WooCommerceDriver driver, Shop shop) {}

    boolean hasPlugin() {
        return options.pluginSecret().isPresent();
    }

    Running running() {
        synchronized (RUNNING) {
            return RUNNING.computeIfAbsent(this, kind -> {
                StubWooCommerce server = StubWooCommerce.start(kind.options);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                WooCommerceDriver driver = new WooCommerceDriver(server);
                Shop shop = new WooCommerceAdapter().connect(new DirectContext(driver.settings(), Clock.systemUTC()));
                return new Running(server, driver, shop);
            });
        }
    }
}
