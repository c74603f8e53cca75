package shop.gather.adapter.sampleshop;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.AdapterContract;
import shop.gather.tck.ShopDriver;

/** What every adapter must pass. */
class SampleShopContractIT implements AdapterContract {

    private static final ShopAdapter ADAPTER = new SampleShopAdapter();
    private static SampleShopFixture fixture;

    @BeforeAll
    static void open() {
        fixture = SampleShopFixture.open();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Override
    public ShopAdapter adapter() {
        return ADAPTER;
    }

    @Override
    public ShopDriver driver() {
        return fixture.driver();
    }

    @Override
    public Shop shop() {
        return fixture.shop();
    }

    @Override
    public Set<Capability> claims() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of(new SampleShopDriver(
                SampleShopFixture.server().address(), "other-" + UUID.randomUUID(), CurrencyUnit.EUR));
    }
}
