package shop.gather.adapter.vendure;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopUnderTest;

/** What the contracts ask of a real Vendure server. */
abstract class VendureUnderTest implements ShopUnderTest {

    abstract ConnectedShop.Kind kind();

    /** The shop that is tested. */
    ConnectedShop connected() {
        return ConnectedShop.of(kind());
    }

    @Override
    public ShopAdapter adapter() {
        return new VendureAdapter();
    }

    @Override
    public ShopDriver driver() {
        return connected().driver();
    }

    @Override
    public Shop shop() {
        return connected().shop();
    }

    @Override
    public Set<Capability> claims() {
        EnumSet<Capability> claims = EnumSet.complementOf(EnumSet.of(Capability.STORE_CREDITS));
        if (!hasPlugin()) {
            claims.remove(Capability.NOTIFICATIONS);
        }
        return claims;
    }

    @Override
    public boolean admissionsEnd() {
        return hasPlugin();
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of(
                ConnectedShop.of(hasPlugin() ? ConnectedShop.Kind.WITHOUT_PLUGIN : ConnectedShop.Kind.WITH_PLUGIN)
                        .driver());
    }

    @Override
    public boolean carriesMetadata() {
        return connected().server().options().orderFields();
    }

    private boolean hasPlugin() {
        return connected().server().options().pluginSecret().isPresent();
    }
}
