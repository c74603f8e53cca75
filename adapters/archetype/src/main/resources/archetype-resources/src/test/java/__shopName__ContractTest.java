package ${package};

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver;

/** Every contract of the TCK against a real shop that runs on this machine. */
class ${shopName}ContractTest implements AdapterContract {

    private static final ShopDriver DRIVER = new ${shopName}Driver();
    private static final ShopAdapter ADAPTER = new ${shopName}Adapter();
    private static final Shop SHOP = ADAPTER.connect(new DirectContext(DRIVER.settings(), Clock.systemUTC()));

    @Override
    public ShopAdapter adapter() {
        return ADAPTER;
    }

    @Override
    public ShopDriver driver() {
        return DRIVER;
    }

    @Override
    public Shop shop() {
        return SHOP;
    }

    /**
     * What this adapter says that it can do: each port that is added to ${shopName}Shop is claimed here, and then it is
     * proven or the build fails.
     */
    @Override
    public Set<Capability> claims() {
        return EnumSet.noneOf(Capability.class);
    }
}
