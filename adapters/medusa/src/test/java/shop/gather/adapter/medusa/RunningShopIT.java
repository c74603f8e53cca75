package shop.gather.adapter.medusa;

import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopProperties;

/**
 * The contracts at a Medusa shop that runs already, named by system properties: see the README of the TCK. Registers
 * customers and places orders there.
 */
@EnabledIfSystemProperty(named = ShopProperties.URL, matches = ".+", disabledReason = "no running shop is named")
class RunningShopIT extends MedusaUnderTest implements AdapterContract {

    private static ConnectedShop connected;

    @Override
    ConnectedShop.Kind kind() {
        throw new UnsupportedOperationException("the shop is none of those that tests start");
    }

    @Override
    ConnectedShop connected() {
        synchronized (RunningShopIT.class) {
            if (connected == null) {
                connected = ConnectedShop.over(MedusaServer.running());
            }
            return connected;
        }
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.empty();
    }
}
