package shop.gather.adapter.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import shop.gather.adapter.support.fixture.RequiresNode;
import shop.gather.spi.CommandResult;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.Line;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/**
 * Vendure counts hundredths unless told otherwise, of yen too: buyers pay whole yen, but what they pay without tax may
 * be none.
 */
@RequiresNode
class YenInHundredthsIT extends OrderScene {

    private static final Money PRICE = yen(1_301);
    private static final Money GROUP_PRICE = yen(889);

    private static final Article TEA =
            ConnectedShop.of(ConnectedShop.Kind.YEN_IN_HUNDREDTHS).driver().sell("Sencha", 130_100);

    @AfterAll
    static void stop() {
        ConnectedShop.stop(ConnectedShop.Kind.YEN_IN_HUNDREDTHS);
    }

    @Override
    ConnectedShop.Kind kind() {
        return ConnectedShop.Kind.YEN_IN_HUNDREDTHS;
    }

    @Test
    void theCatalogueTellsWholeYen() {
        assertThat(shop().catalog().variant(TEA.variantId()).orElseThrow().price())
                .isEqualTo(PRICE);
    }

    @Test
    void whatIsPaidIsExactAndTaxIsTheDifference() {
        PlacedOrder placed = driver().checkout(of(driver().register("Ann"), 2));

        OrderSnapshot order = read(placed);
        Line line = order.lines().get(0);
        assertThat(line.gross()).isEqualTo(PRICE.multipliedBy(2));
        assertThat(line.net()).isEqualTo(yen(2_168));
        assertThat(line.tax()).isEqualTo(yen(434));
        assertThat(order.payments().get(0).amount()).isEqualTo(placed.total());
    }

    @Test
    void aGroupPriceIsPaidAndGivenBack() {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(TEA.variantId(), GROUP_PRICE);
        String admission = admit(anAdmission(offer, open(offer), ann));
        Checkout checkout = aGroupCheckout(ann, admission, Map.of(TEA.variantId(), 3));
        PlacedOrder placed = driver().checkout(new Checkout(
                ann, checkout.quantities(), checkout.redemption(), admission, Map.of(), Payment.AT_ONCE));

        OrderSnapshot order = read(placed);
        assertThat(order.lines().get(0).gross()).isEqualTo(GROUP_PRICE.multipliedBy(3));
        assertThat(shop().refunds().orElseThrow().refund(aRefund(order, placed.total())))
                .isInstanceOf(CommandResult.Done.class);
        assertThat(driver().record(placed.orderId()).refunded()).isEqualTo(placed.total());
    }

    private static Checkout of(Customer customer, int quantity) {
        return Checkout.of(customer, Map.of(TEA.variantId(), quantity));
    }

    private static Money yen(long amount) {
        return Money.ofMinor(CurrencyUnit.JPY, amount);
    }
}
