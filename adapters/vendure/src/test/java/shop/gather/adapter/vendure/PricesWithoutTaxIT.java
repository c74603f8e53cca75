package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.RefusalCode;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** A shop whose catalogue is without tax: with a discount not every price can be had to the cent. */
@RequiresNode
class PricesWithoutTaxIT extends OrderScene {

    private static final Money REACHABLE = Money.parse("EUR 12.00");

    /** At 20 per cent nothing without tax becomes this. */
    private static final Money UNREACHABLE = Money.parse("EUR 12.02");

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.WITHOUT_PLUGIN_PRICES_WITHOUT_TAX);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.WITHOUT_PLUGIN_PRICES_WITHOUT_TAX;
    }

    @Test
    void theCatalogueTellsWhatABuyerPays() {
        assertThat(shop().identify().pricesIncludeTax()).isFalse();
        assertThat(shop().catalog().variant(tea().variantId()).orElseThrow().price())
                .isEqualTo(Money.parse("EUR 15.59"));
    }

    @Test
    void aPriceThatTaxSkipsIsRefused() {
        assertThat(shop().priceOffers().orElseThrow().offer(anOffer(UNREACHABLE)))
                .isInstanceOfSatisfying(CommandResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.PRICE_UNREACHABLE));
    }

    @Test
    void aPriceThatTaxReachesIsPaidForEveryQuantity() {
        for (int quantity = 1; quantity <= 3; quantity++) {
            Customer ann = driver().register("Ann");
            Offer offer = anOffer(REACHABLE);
            String admission = admit(anAdmission(offer, open(offer), ann));

            PlacedOrder placed = driver().checkout(aGroupCheckout(ann, admission, Map.of(tea().variantId(), quantity)));

            OrderSnapshot order = read(placed);
            assertThat(lineOf(order, tea()).gross()).isEqualTo(REACHABLE.multipliedBy(quantity));
            assertThat(order.payments().get(0).amount()).isEqualTo(placed.total());
        }
    }

    @Test
    void aPriceThatOnlyOneMayHaveNeedsToFitOneOnly() {
        Offer three = anOffer(Money.parse("EUR 12.01"));
        Offer one = new Offer(
                key(), three.variantId(), three.unitPrice(), 1, Instant.now().minusSeconds(60), three.endsAt());

        assertThat(shop().priceOffers().orElseThrow().offer(three)).isInstanceOf(CommandResult.Refused.class);
        assertThat(shop().priceOffers().orElseThrow().offer(one)).isInstanceOf(CommandResult.Done.class);
    }

    @Test
    void aCancelledOrderKeepsWhatItsLinesCost() {
        PlacedOrder placed = order(REACHABLE);
        OrderSnapshot before = read(placed);

        driver().cancel(placed.orderId());

        assertThat(read(placed).lines())
                .extracting(OrderSnapshot.Line::net, OrderSnapshot.Line::tax)
                .containsExactlyElementsOf(before.lines().stream()
                        .map(line -> org.assertj.core.groups.Tuple.tuple(line.net(), line.tax()))
                        .toList());
    }

    private PlacedOrder order(Money price) {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(price);
        String admission = admit(anAdmission(offer, open(offer), ann));
        return driver().checkout(aGroupCheckout(ann, admission, Map.of(tea().variantId(), 2, mug().variantId(), 1)));
    }
}
