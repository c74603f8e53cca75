package shop.gather.adapter.vendure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.OrderSnapshot.RefundLine;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Article;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** The words in which tests tell what happens at a shop. */
abstract class OrderScene {

    static final Money GROUP_PRICE = Money.parse("EUR 8.88");
    static final Money SHIPPING = Money.parse("EUR 5.00");

    abstract ConnectedShop.Kind kind();

    final Shop shop() {
        return ConnectedShop.of(kind()).shop();
    }

    final VendureDriver driver() {
        return ConnectedShop.of(kind()).driver();
    }

    final Article tea() {
        return driver().articles().get(0);
    }

    final Article mug() {
        return driver().articles().get(2);
    }

    final OrderSnapshot read(PlacedOrder order) {
        return shop().orders().order(order.orderId()).orElseThrow();
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    final Offer anOffer(Money price) {
        return anOffer(tea().variantId(), price);
    }

    static Offer anOffer(String variantId, Money price) {
        Instant now = Instant.now();
        return new Offer(key(), variantId, price, 3, now.minusSeconds(60), now.plus(Duration.ofHours(1)));
    }

    final String open(Offer offer) {
        return ((CommandResult.Done) shop().priceOffers().orElseThrow().offer(offer)).reference();
    }

    final Admission anAdmission(Offer offer, String offerReference, Customer customer) {
        return new Admission(
                key(),
                offerReference,
                customer.customerId(),
                offer.variantId(),
                offer.unitPrice(),
                offer.maxQuantity(),
                Instant.now().plus(Duration.ofMinutes(10)));
    }

    final String admit(Admission admission) {
        return ((CommandResult.Done) shop().priceOffers().orElseThrow().admit(admission)).reference();
    }

    final Checkout aGroupCheckout(Customer customer, String admission, Map<String, Integer> quantities) {
        return new Checkout(
                customer,
                quantities,
                shop().priceOffers().orElseThrow().limits().redemption(),
                admission,
                Map.of(),
                Payment.AUTHORIZE);
    }

    /** Tea at the group price and a mug, authorized. */
    final PlacedOrder aTeamOrderWithAMug(int teas) {
        Customer ann = driver().register("Ann");
        Offer offer = anOffer(GROUP_PRICE);
        String admission = admit(anAdmission(offer, open(offer), ann));
        return driver().checkout(aGroupCheckout(ann, admission, Map.of(tea().variantId(), teas, mug().variantId(), 1)));
    }

    final OrderSnapshot.Line lineOf(OrderSnapshot order, Article article) {
        return order.lines().stream()
                .filter(line -> line.isOf(article.variantId()))
                .findFirst()
                .orElseThrow();
    }

    final Capture aCapture(OrderSnapshot order, Money amount) {
        return new Capture(key(), order.orderId(), order.payments().get(0).paymentId(), amount);
    }

    final RefundRequest aRefund(OrderSnapshot order, Money amount, RefundLine... lines) {
        return new RefundRequest(
                key(), order.orderId(), order.payments().get(0).paymentId(), amount, List.of(lines), "Team failed");
    }
}
