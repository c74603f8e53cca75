package shop.gather.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** Buys with an admission and checks the charged price, in the shop's own record and in the adapter's snapshot. */
final class Till {

    private final Scene scene;
    private final Redemption redemption;

    Till(Scene scene, PriceOffers offers) {
        this.scene = scene;
        this.redemption = offers.limits().redemption();
    }

    PlacedOrder buy(Customer buyer, String admission, Map<String, Integer> quantities) {
        return scene.driver()
                .checkout(new Checkout(buyer, quantities, redemption, admission, Map.of(), Payment.AUTHORIZE));
    }

    /** Buys one article and fails unless exactly this was charged for it. */
    OrderSnapshot assertCharged(Customer buyer, String admission, Article article, Money price) {
        PlacedOrder placed = buy(buyer, admission, Map.of(article.variantId(), 1));
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.gross(order, article.variantId()))
                .as("charged for one %s", article.title())
                .isEqualTo(price);
        assertThat(placed.total()).as("goods and shipping").isEqualTo(Books.total(order));
        assertThat(Scene.payment(order).amount()).as("paid").isEqualTo(placed.total());
        return order;
    }

    /**
     * Tries to buy and fails if less than this was charged for the article. A shop may refuse such a checkout
     * altogether; then there must be no order.
     */
    void assertNotBelow(Customer buyer, String admission, Article article, int quantity, Money least) {
        Instant before = scene.now().minus(Duration.ofSeconds(3));
        long ordersBefore = orders(buyer, before);
        PlacedOrder placed;
        try {
            placed = buy(buyer, admission, Map.of(article.variantId(), quantity));
        } catch (RuntimeException refusedByTheShop) {
            assertThat(orders(buyer, before))
                    .as("orders after a refused checkout (%s)", refusedByTheShop.getMessage())
                    .isEqualTo(ordersBefore);
            return;
        }
        OrderSnapshot order = scene.read(placed);
        assertThat(Books.gross(order, article.variantId()))
                .as("charged for %s of %s", quantity, article.title())
                .isGreaterThanOrEqualTo(least);
        assertThat(placed.total()).as("goods and shipping").isEqualTo(Books.total(order));
    }

    /** Tries to buy one article below its price and fails if that succeeds. */
    void assertFullPrice(Customer buyer, String admission, Article article) {
        assertNotBelow(buyer, admission, article, 1, article.price());
    }

    private long orders(Customer buyer, Instant since) {
        return scene.shop().orders().placedBy(buyer.customerId(), since).size();
    }
}
