package shop.gather.link;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import shop.gather.platform.StoreId;
import shop.gather.platform.http.ProblemException;
import shop.gather.shop.connection.Shops;
import shop.gather.shop.http.WebAddress;
import shop.gather.spi.Shop;
import shop.gather.spi.ShopException;
import shop.gather.spi.VariantSnapshot;

/** Reads the targets of links from the shop. Never called inside a transaction. Thread-safe. */
@Singleton
class LinkTargets {

    private final Shops shops;

    @Inject
    LinkTargets(Shops shops) {
        this.shops = shops;
    }

    /**
     * @param variantId null for the front page
     * @param home the shop's front page, used while the link is disabled
     */
    record Target(String variantId, URI page, URI home) {}

    /**
     * @param variantId null for the shop's front page
     * @throws ProblemException if the shop has no such variant
     * @throws ShopException if the shop cannot be asked
     */
    Target resolve(StoreId store, String variantId) {
        Shop shop = shops.of(store);
        URI home = WebAddress.fromShop(shop.storefront().home());
        if (variantId == null) {
            return new Target(null, home, home);
        }
        VariantSnapshot variant = shop.catalog()
                .variant(variantId)
                .orElseThrow(() -> ProblemException.invalid("variantId: the shop has no such variant."));
        return new Target(variantId, WebAddress.fromShop(shop.storefront().product(variant)), home);
    }
}
