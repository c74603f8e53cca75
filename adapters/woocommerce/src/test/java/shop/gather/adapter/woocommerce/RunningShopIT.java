package shop.gather.adapter.woocommerce;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopProperties;

/**
 * The contracts at a WooCommerce that runs already, named by system properties: see the README of the TCK. Registers
 * customers and places orders there.
 */
@EnabledIfSystemProperty(named = ShopProperties.URL, matches = ".+", disabledReason = "no running shop is named")
class RunningShopIT implements AdapterContract {

    private static ShopDriver driver;
    private static Shop shop;

    @Override
    public ShopAdapter adapter() {
        return new WooCommerceAdapter();
    }

    @Override
    public ShopDriver driver() {
        synchronized (RunningShopIT.class) {
            if (driver == null) {
                driver = new RunningShopDriver();
            }
            return driver;
        }
    }

    @Override
    public Shop shop() {
        synchronized (RunningShopIT.class) {
            if (shop == null) {
                shop = adapter().connect(new DirectContext(driver().settings(), Clock.systemUTC()));
            }
            return shop;
        }
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.complementOf(
                EnumSet.of(Capability.STORE_CREDITS, Capability.CUSTOMER_SESSIONS, Capability.NOTIFICATIONS));
    }

    @Override
    public boolean lowersCouponCodes() {
        return true;
    }

    @Override
    public boolean tellsDelivery() {
        return false;
    }

    @Override
    public boolean carriesAnyMetadata() {
        return false;
    }
}
