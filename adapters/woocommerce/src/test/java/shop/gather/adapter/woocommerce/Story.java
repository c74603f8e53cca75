package shop.gather.adapter.woocommerce;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import shop.gather.adapter.support.fixture.ContextOver;
import shop.gather.adapter.support.fixture.LosingHttp;
import shop.gather.spi.CommandResult;
import shop.gather.spi.DeferredCapture.Capture;
import shop.gather.spi.OrderSnapshot;
import shop.gather.spi.PriceOffers.Admission;
import shop.gather.spi.PriceOffers.Offer;
import shop.gather.spi.PriceOffers.Redemption;
import shop.gather.spi.Refunds.RefundRequest;
import shop.gather.spi.Shop;
import shop.gather.tck.ShopDriver.Checkout;
import shop.gather.tck.ShopDriver.Customer;
import shop.gather.tck.ShopDriver.Payment;
import shop.gather.tck.ShopDriver.PlacedOrder;

/** What happens at one stub shop in a test of the adapter, over a network that may lose answers. */
record Story(StubWooCommerce server, WooCommerceDriver driver, LosingHttp network, Shop shop) implements AutoCloseable {

    static Story at(ShopKind kind) {
        return at(kind.running().server());
    }

    static Story at(StubWooCommerce server) {
        WooCommerceDriver driver = new WooCommerceDriver(server);
        LosingHttp[] network = new LosingHttp[1];
        Shop shop = new WooCommerceAdapter().connect(ContextOver.of(driver.settings(), http -> {
            network[0] = new LosingHttp(http);
            return network[0];
        }));
        return new Story(server, driver, network[0], shop);
    }

    static String newKey() {
        return "key-" + UUID.randomUUID();
    }

    /** One tea and one pot, for somebody new. */
    PlacedOrder both(Payment payment) {
        return driver.checkout(
                new Checkout(driver.register("Ada"), Map.of("12", 1, "13-34", 1), null, null, Map.of(), payment));
    }

    PlacedOrder tea(Customer buyer, Redemption redemption, String admission) {
        return driver.checkout(
                new Checkout(buyer, Map.of("12", 1), redemption, admission, Map.of(), Payment.AUTHORIZE));
    }

    OrderSnapshot read(PlacedOrder placed) {
        return shop.orders().order(placed.orderId()).orElseThrow();
    }

    /** A new command to capture so much of the order's last payment. */
    Capture capture(PlacedOrder placed, Money amount) {
        return new Capture(
                newKey(), placed.orderId(), read(placed).payments().get(0).paymentId(), amount);
    }

    static RefundRequest refund(PlacedOrder placed, Money amount) {
        return new RefundRequest(newKey(), placed.orderId(), placed.orderId(), amount, List.of(), "team failed");
    }

    /** Tea at half its price from an hour ago until in an hour. */
    Offer offer() {
        Instant now = Instant.now();
        Money half = driver.articles().get(0).price().dividedBy(2, RoundingMode.DOWN);
        return new Offer(newKey(), "12", half, 1, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    }

    static Admission admission(Offer offer, String reference, Customer buyer) {
        return new Admission(
                newKey(), reference, buyer.customerId(), offer.variantId(), offer.unitPrice(), 1, offer.endsAt());
    }

    static String done(CommandResult result) {
        if (result instanceof CommandResult.Done done) {
            return done.reference();
        }
        throw new AssertionError("not done now: " + result);
    }

    @Override
    public void close() {
        shop.close();
    }
}
