package shop.gather.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.RoundingMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.woocommerce.StubWooCommerce;
import shop.gather.adapter.woocommerce.WooCommerceDriver;
import shop.gather.it.fixture.Buyer;
import shop.gather.it.fixture.Shared;
import shop.gather.it.fixture.Store;

/**
 * Some shops compare the e-mail address in the checkout with the account's: the storefront must be able to tell the
 * buyer.
 */
class AccountEmailIT {

    private static boolean accountEmail(Store store, Buyer buyer) {
        String campaign = store.aCampaign(
                store.shop().articles().get(0).price().dividedBy(2, RoundingMode.DOWN),
                2,
                Duration.ofDays(1),
                Duration.ofMinutes(20));
        JsonObject ready = buyer.admitted(buyer.opens(campaign));
        assertThat(ready.getString("admission")).isEqualTo("READY");
        return ready.getBoolean("accountEmail");
    }

    @Test
    void aBuyerWhosePriceIsBoundToAnAddressIsTold() {
        try (StubWooCommerce shop = StubWooCommerce.start(StubWooCommerce.Options.withoutPlugin())) {
            Store store = Store.connected(Shared.h2(), new WooCommerceDriver(shop));
            assertThat(accountEmail(store, store.aBuyer("Ada", store.aBackEnd(), null)))
                    .isTrue();
        }
    }

    @Test
    void anyAddressWillDoWhereTheShopKnowsTheBuyerOtherwise() {
        Store store = Shared.aStore(Shared.h2());
        assertThat(accountEmail(store, store.aBuyer("Ada"))).isFalse();
    }
}
