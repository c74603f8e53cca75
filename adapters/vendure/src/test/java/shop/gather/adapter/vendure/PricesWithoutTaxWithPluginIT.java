package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** With the host plugin any price can be had, also where the catalogue is without tax. */
@RequiresNode
class PricesWithoutTaxWithPluginIT extends OrderScene {

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.WITH_PLUGIN_PRICES_WITHOUT_TAX);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITH_PLUGIN_PRICES_WITHOUT_TAX;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 12.02", "EUR 0.01", "EUR 12.01"})
    void everyPriceIsPaidToTheCent(String text) {
        Money price = Money.parse(text);
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(price);
        String admission = admit(anAdmission(offer, open(offer), ann));

        PlacedOrder placed = driver().checkout(aGroupCheckout(ann, admission, Map.of(tea().variantId(), 3)));

        OrderSnapshot order = read(placed);
        assertThat(lineOf(order, tea()).gross()).isEqualTo(price.multipliedBy(3));
        assertThat(placed.total()).isEqualTo(lineOf(order, tea()).gross().plus(order.shipping()));
    }
}
