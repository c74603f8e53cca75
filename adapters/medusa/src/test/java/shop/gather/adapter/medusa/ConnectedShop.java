package shop.gather.adapter.medusa;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import shop.gather.spi.Shop;
import shop.gather.tck.DirectContext;

/**
 * A running Medusa server, someone who acts there, and the adapter connected to it. Servers are shared by all tests of
 * a run.
 */
record ConnectedShop(MedusaServer server, MedusaDriver driver, Shop shop) {

    /** The kinds of shop that the adapter must cope with. */
    enum Kind {
        /** With prices without tax, and without the loyalty plugin: what is not about these is tried in the other. */
        WITHOUT_SUBSCRIBER(MedusaServer.Options.plain().pricesWithoutTax().withoutStoreCredit()),
        WITH_SUBSCRIBER(MedusaServer.Options.withSubscriber()),
        YEN(MedusaServer.Options.plain().in(CurrencyUnit.JPY)),
        DINARS_TAX_ON_TOP(
                MedusaServer.Options.plain().in(CurrencyUnit.of("KWD")).pricesWithoutTax());

        private final MedusaServer.Options options;

        Kind(MedusaServer.Options options) {
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

    static ConnectedShop start(MedusaServer.Options options) {
        return over(MedusaServer.start(options));
    }

    static ConnectedShop over(MedusaServer server) {
        MedusaDriver driver = new MedusaDriver(server);
        return new ConnectedShop(
                server, driver, new MedusaAdapter().connect(new DirectContext(driver.settings(), Clock.systemUTC())));
    }
}
