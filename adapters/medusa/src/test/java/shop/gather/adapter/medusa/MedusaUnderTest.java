package shop.gather.adapter.medusa;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopUnderTest;

/** What the contracts ask of a real Medusa server. */
abstract class MedusaUnderTest implements ShopUnderTest {

    abstract ConnectedShop.Kind kind();

    /** The shop that is tested. */
    ConnectedShop connected() {
        return ConnectedShop.of(kind());
    }

    @Override
    public ShopAdapter adapter() {
        return new MedusaAdapter();
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
        EnumSet<Capability> claims = EnumSet.allOf(Capability.class);
        MedusaServer.Options options = connected().server().options();
        if (options.notificationSecret().isEmpty()) {
            claims.remove(Capability.NOTIFICATIONS);
        }
        if (!options.storeCredit()) {
            claims.remove(Capability.STORE_CREDITS);
        }
        return claims;
    }

    @Override
    public boolean cancelsUnits() {
        return false;
    }

    @Override
    public boolean admissionsEnd() {
        return false;
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of(ConnectedShop.of(
                        kind() == ConnectedShop.Kind.WITHOUT_SUBSCRIBER
                                ? ConnectedShop.Kind.WITH_SUBSCRIBER
                                : ConnectedShop.Kind.WITHOUT_SUBSCRIBER)
                .driver());
    }
}
