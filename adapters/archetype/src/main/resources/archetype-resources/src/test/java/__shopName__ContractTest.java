package ${package};

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.DirectContext;
import shop.gather.tck.ShopDriver;

/** Every contract of the TCK against a real shop that runs on this machine. */
class ${shopName}ContractTest implements AdapterContract {

    private static final ShopAdapter ADAPTER = new ${shopName}Adapter();

    private static ShopDriver driver;
    private static Shop shop;

    /** Nothing can be judged before this succeeds: the driver finds the shop, and the adapter connects to it. */
    @BeforeAll
    static void connect() {
        driver = new ${shopName}Driver();
        shop = ADAPTER.connect(new DirectContext(driver.settings(), Clock.systemUTC()));
    }

    @Override
    public ShopAdapter adapter() {
        return ADAPTER;
    }

    @Override
    public ShopDriver driver() {
        return driver;
    }

    @Override
    public Shop shop() {
        return shop;
    }

    /**
     * The capabilities of this adapter. Claim each port that you add to ${shopName}Shop; it must then be proven, or the
     * build fails.
     */
    @Override
    public Set<Capability> claims() {
        return EnumSet.noneOf(Capability.class);
    }

    // What your shop lacks by its nature is said here too: tellsDelivery(), carriesMetadata(), cancelsUnits() and the
    // others of shop.gather.tck.ShopUnderTest.
}
