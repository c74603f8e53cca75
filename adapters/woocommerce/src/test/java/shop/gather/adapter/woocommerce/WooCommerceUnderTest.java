package shop.gather.adapter.woocommerce;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import shop.gather.spi.Capability;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopAdapter;
import shop.gather.tck.ShopDriver;
import shop.gather.tck.ShopUnderTest;

/** What the contracts ask of a stub WooCommerce. */
abstract class WooCommerceUnderTest implements ShopUnderTest {

    abstract ShopKind kind();

    @Override
    public ShopAdapter adapter() {
        return new WooCommerceAdapter();
    }

    @Override
    public ShopDriver driver() {
        return kind().running().driver();
    }

    @Override
    public Shop shop() {
        return kind().running().shop();
    }

    @Override
    public Set<Capability> claims() {
        EnumSet<Capability> claims = EnumSet.complementOf(EnumSet.of(Capability.STORE_CREDITS));
        if (!kind().hasPlugin()) {
            claims.remove(Capability.CUSTOMER_SESSIONS);
        }
        return claims;
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

    @Override
    public boolean carriesMetadata() {
        return kind().hasPlugin();
    }

    @Override
    public Optional<ShopDriver> anotherShop() {
        return Optional.of((kind() == ShopKind.WITHOUT_PLUGIN ? ShopKind.YEN : ShopKind.WITHOUT_PLUGIN)
                .running()
                .driver());
    }
}
